// Written by `npm run tables` from the migrated database; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a JSON column holds what its domain's schema says.
type Json = any

export type DB = {
  api_keys: {
    organization_id: string
    id: Generated<string>
    user_id: string
    name: string
    prefix: string
    token_hash: string
    scopes: Array<string>
    expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  bank_statement_lines: {
    organization_id: string
    id: Generated<string>
    statement_id: string
    exchange_account_id: string
    line_key: string
    posted_on: string
    amount: string
    reference: string | null
    description: string
    posting_id: string | null
    matched_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    matched_by: string | null
  }
  bank_statements: {
    organization_id: string
    id: Generated<string>
    exchange_account_id: string
    filename: string
    file_hash: string
    format: 'ofx' | 'csv' | 'bai2'
    starts_on: string
    ends_on: string
    closing_balance: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  calendar_feeds: {
    organization_id: string
    id: Generated<string>
    user_id: string
    name: string
    subject_type: string | null
    subject_id: string | null
    token_hash: string
    last_read_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  classifier_models: {
    organization_id: string
    model: ColumnType<Json, string, string>
    label_count: number
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  commission_disbursements: {
    organization_id: string
    transaction_id: string
    status: Generated<'approved' | 'sent' | 'paid'>
    statement: ColumnType<Json, string, string>
    document_id: string | null
    approved_by: string
    approved_at: ColumnType<string, string | Date | undefined, string | Date>
    sent_to: string | null
    sent_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    version: Generated<number>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    sent_email: string | null
    sent_document_id: string | null
    sent_hash: string | null
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  commission_lines: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    key: string
    position: number
    paid_to: 'cooperating' | 'referral' | 'franchise' | 'company' | 'agent' | 'team'
    name: string
    user_id: string | null
    agent_id: string | null
    amount: string
    formula: Array<string>
    brought_in: string | null
    kept: string | null
  }
  commission_plans: {
    organization_id: string
    id: Generated<string>
    user_id: string
    valid_from: string
    anniversary: string
    tiers: ColumnType<Json, string, string>
    cap: string | null
    deductions: ColumnType<Json, string | undefined, string>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  commission_referrals: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    contact_id: string
    position: number
    rate: string | null
    amount: string | null
  }
  commission_results: {
    organization_id: string
    transaction_id: string
    counts_on: string
    gross: string
    gross_formula: Array<string>
    ours: string
    ours_formula: Array<string>
    inputs: string
    computed_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  commission_shares: {
    organization_id: string
    transaction_id: string
    user_id: string
    position: number
    share: string
    team: ColumnType<Json, string | undefined, string>
    deductions: ColumnType<Json, string | undefined, string>
  }
  conflict_exceptions: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    taxpayer_relationship_id: string | null
    transaction_id: string | null
    reason: string
    document_id: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string
  }
  connected_app_tokens: {
    organization_id: string
    id: Generated<string>
    app_id: string
    kind: 'code' | 'refresh'
    token_hash: string
    redirect_uri: string | null
    code_challenge: string | null
    expires_at: ColumnType<string, string | Date, string | Date>
    used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  connected_apps: {
    organization_id: string
    id: Generated<string>
    user_id: string
    client_hash: string
    name: string
    host: string
    access: 'read' | 'write'
    last_used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  contact_distinctions: {
    organization_id: string
    one_id: string
    other_id: string
    created_by: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  contact_financials: {
    organization_id: string
    contact_id: string
    tax_id_encrypted: string | null
    tax_id_last4: string | null
    credit_score: number | null
    net_worth_estimate: string | null
    investment_capacity: string | null
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_by: string | null
  }
  contact_import_fills: {
    organization_id: string
    id: Generated<string>
    import_id: string
    contact_id: string
    before: ColumnType<Json, string, string>
    after: ColumnType<Json, string, string>
  }
  contact_interactions: {
    organization_id: string
    id: Generated<string>
    contact_id: string
    kind: 'call' | 'meeting' | 'email' | 'text' | 'letter' | 'note'
    direction: 'in' | 'out' | null
    happened_at: ColumnType<string, string | Date, string | Date>
    minutes: number | null
    summary: string
    created_by: string
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  contact_merges: {
    organization_id: string
    id: Generated<string>
    loser_id: string
    winner_id: string
    before: ColumnType<Json, string, string>
    after: ColumnType<Json, string, string>
    pointers: ColumnType<Json, string, string>
    merged_by: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    undone_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    undone_by: string | null
  }
  contact_relationships: {
    organization_id: string
    id: Generated<string>
    from_contact_id: string
    to_contact_id: string
    relation: 'spouse' | 'sibling' | 'parent' | 'grantor' | 'trustee' | 'beneficiary' | 'owner' | 'employee' | 'assistant' | 'primary_contact' | 'representative' | 'referral' | 'other'
    ownership_percent: string | null
    description: string | null
    source: string | null
    starts_on: string | null
    ends_on: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    import_id: string | null
  }
  contacts: {
    organization_id: string
    id: Generated<string>
    kind: Generated<'person' | 'company' | 'trust' | 'llc' | 'partnership' | 'estate'>
    first_name: string | null
    last_name: string | null
    display_name: string
    legal_name: string | null
    tax_status: 'individual' | 'disregarded' | 'partnership' | 'c_corporation' | 's_corporation' | 'grantor_trust' | 'complex_trust' | 'estate' | null
    sort_name: GeneratedAlways<string>
    emails: ColumnType<Json, string | undefined, string>
    phones: ColumnType<Json, string | undefined, string>
    addresses: ColumnType<Json, string | undefined, string>
    email: GeneratedAlways<string | null>
    phone_primary: GeneratedAlways<string | null>
    phone_mobile: GeneratedAlways<string | null>
    phone_work: GeneratedAlways<string | null>
    phone_home: GeneratedAlways<string | null>
    phone_fax: GeneratedAlways<string | null>
    address_line1: GeneratedAlways<string | null>
    address_line2: GeneratedAlways<string | null>
    city: GeneratedAlways<string | null>
    state: GeneratedAlways<string | null>
    zip_code: GeneratedAlways<string | null>
    country: GeneratedAlways<string | null>
    email_keys: GeneratedAlways<Array<string> | null>
    phone_keys: GeneratedAlways<Array<string> | null>
    coordinates: string | null
    coordinates_precision: 'zip' | 'city' | 'exact' | null
    contact_type: Generated<Array<string>>
    industry: string | null
    company: string | null
    title: string | null
    referral_source: string | null
    preferred_contact_method: Generated<'email' | 'phone' | 'text' | 'mail'>
    communication_preferences: ColumnType<Json, string | undefined, string>
    timezone: string | null
    language: Generated<string>
    birthday: string | null
    risk_tolerance: 'conservative' | 'moderate' | 'aggressive' | null
    strength_computed: number | null
    strength_reasons: ColumnType<Json, string | undefined, string>
    strength_set: number | null
    relationship_strength: GeneratedAlways<number | null>
    last_interaction_date: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    next_followup_date: string | null
    pp_id: string | null
    account_ref_id: string | null
    account_ref_name: string | null
    is_primary_contact: Generated<boolean>
    custom_field_values: ColumnType<Json, string | undefined, string>
    pp_synced_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    pp_raw_data: ColumnType<Json | null, string | null | undefined, string | null>
    tags: Generated<Array<string>>
    notes: string | null
    owner_id: string | null
    team_id: string | null
    visibility: Generated<'private' | 'team' | 'organization'>
    import_id: string | null
    merged_into: string | null
    search_text: GeneratedAlways<string | null>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    updated_by: string | null
    deleted_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    deleted_by: string | null
    longitude: GeneratedAlways<number | null>
    latitude: GeneratedAlways<number | null>
    importance_computed: number | null
    importance_reasons: ColumnType<Json, string | undefined, string>
    importance_set: number | null
    importance_score: GeneratedAlways<number>
    website: string | null
  }
  deadline_facts: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    kind: 'return' | 'parking' | 'disaster'
    fact: ColumnType<Json, string, string>
    document_id: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    superseded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  disbursement_approvals: {
    organization_id: string
    id: Generated<string>
    disbursement_id: string
    terms_hash: string
    gate: ColumnType<Json, string, string>
    approved_by: string
    approved_at: ColumnType<string, string | Date | undefined, string | Date>
    voided_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  disbursements: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    exchange_account_id: string
    payee_id: string
    payee_version: number
    purpose: 'purchase' | 'earnest_money' | 'exchange_expense' | 'nonexchange_item' | 'fee' | 'interest' | 'boot_release' | 'failed_exchange_release' | 'transfer_to_eat' | 'state_withholding'
    closing_item: string | null
    exchange_property_id: string | null
    amount: string
    memo: string | null
    state: Generated<'requested' | 'authorized' | 'approved' | 'released' | 'sent' | 'canceled' | 'refused'>
    terms_hash: Generated<string>
    authorized_hash: string | null
    authorized_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    authorized_by: string | null
    authorization_document_id: string | null
    authorization_document_hash: string | null
    gate: ColumnType<Json, string, string>
    legal_basis: string | null
    released_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    released_by: string | null
    sent_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    sent_by: string | null
    bank_reference: string | null
    ended_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    ended_by: string | null
    end_reason: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string
  }
  document_access_logs: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number | null
    user_id: string | null
    share_id: string | null
    action: 'view' | 'download' | 'upload' | 'share' | 'delete' | 'edit' | 'comment'
    ip_address: string | null
    user_agent: string | null
    success: Generated<boolean>
    error_message: string | null
    duration: number | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  document_blobs: {
    organization_id: string
    file_hash: string
    file_size: number
    storage_path: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    missing_since: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  document_comments: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number
    page_number: number | null
    user_id: string | null
    share_id: string | null
    author_name: string
    content: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    author_kind: Generated<'member' | 'guest'>
    audience: Generated<'members' | 'guests'>
  }
  document_extractions: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number
    field: string
    value: string
    normalized: string | null
    page_number: number | null
    box: ColumnType<Json | null, string | null | undefined, string | null>
    confidence: string
    state: Generated<'proposed' | 'accepted' | 'rejected'>
    decided_by: string | null
    decided_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    decided_version_number: number | null
    context: string | null
    read_field: string | null
    read_normalized: string | null
  }
  document_labels: {
    organization_id: string
    id: Generated<string>
    document_id: string
    predicted_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    predicted_score: string | null
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other'
    text: string
    labelled_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    predicted_category: string | null
  }
  document_pages: {
    organization_id: string
    id: Generated<string>
    version_id: string
    page_number: number
    width: number
    height: number
    text: string
    words: ColumnType<Json, string, string>
    source: 'text_layer' | 'ocr' | 'none'
    image_path: string | null
    thumbnail_path: string | null
    search_vector: GeneratedAlways<string | null>
  }
  document_request_items: {
    organization_id: string
    id: Generated<string>
    document_request_id: string
    position: number
    title: string
    explanation: string | null
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    state: Generated<'open' | 'received' | 'waived'>
    received_count: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  document_requests: {
    organization_id: string
    id: Generated<string>
    requested_by: string
    requested_from_email: string
    title: string
    message: string | null
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    visibility: Generated<'private' | 'team' | 'agency'>
    team_id: string | null
    token_hash: string
    expires_at: ColumnType<string, string | Date, string | Date>
    reminded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    note: string | null
    fulfilled_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    received_count: Generated<number>
    requested_from_name: string | null
    due_on: string | null
    import_id: string | null
    submitted_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  document_shares: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number
    file_hash: string
    shared_by: string
    shared_with_email: string | null
    shared_with_user_id: string | null
    access_type: Generated<'view' | 'download' | 'comment'>
    share_token_hash: string | null
    password_hash: string | null
    failed_passwords: Generated<number>
    message: string | null
    expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    max_accesses: number | null
    access_count: Generated<number>
    last_accessed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    first_viewed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_by: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    handed_on_from: string | null
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  document_terms: {
    organization_id: string
    term: string
  }
  document_versions: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number
    filename: string
    mime_type: string
    storage_path: string
    file_size: number
    file_hash: string
    extracted_text: string | null
    page_count: number | null
    changes_summary: string | null
    restored_from: number | null
    created_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  document_view_marks: {
    organization_id: string
    document_id: string
    version_number: number
    viewer_id: string
    action: 'view' | 'download' | 'upload' | 'share' | 'delete' | 'edit' | 'comment'
    quarter: ColumnType<string, string | Date, string | Date>
  }
  documents: {
    organization_id: string
    id: Generated<string>
    uploaded_by: string
    team_id: string | null
    parent_document_id: string | null
    document_request_id: string | null
    filename: string
    original_filename: string
    file_extension: string
    mime_type: string
    file_size: number
    file_hash: string
    storage_path: string
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    category: string | null
    confidence_score: string | null
    type_source: 'classifier' | 'second_opinion' | 'person' | null
    needs_review: Generated<boolean>
    extracted_text: string | null
    extracted_data: ColumnType<Json | null, string | null | undefined, string | null>
    visibility: Generated<'private' | 'team' | 'agency'>
    access_permissions: ColumnType<Json, string | undefined, string>
    title: string | null
    description: string | null
    tags: Generated<Array<string>>
    custom_fields: ColumnType<Json, string | undefined, string>
    status: Generated<'processing' | 'ready' | 'error' | 'archived'>
    processing_stage: 'queued' | 'reading' | 'understanding' | null
    processing_errors: ColumnType<Json | null, string | null | undefined, string | null>
    version_number: Generated<number>
    page_count: number | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    processed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    updated_by: string | null
    deleted_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    deleted_by: string | null
    retain_until: string | null
    head_vector: string | null
    search_vector: string | null
    readable: boolean | null
    property_address: string | null
    document_request_item_id: string | null
  }
  download_tickets: {
    organization_id: string
    id: Generated<string>
    user_id: string
    token_hash: string
    document_ids: Array<string>
    version_number: number | null
    expires_at: ColumnType<string, string | Date, string | Date>
  }
  event_seals: {
    organization_id: string
    id: Generated<string>
    position: number
    event_ids: Array<string>
    hashes: Buffer
    previous_hash: Buffer
    hash: Buffer
    last_xid: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    last_id: string | null
  }
  events: {
    organization_id: string
    id: Generated<string>
    xid: Generated<string>
    name: string
    subject_type: string
    subject_id: string
    user_id: string | null
    actor_role: string | null
    payload: ColumnType<Json, string, string>
    ip_address: string | null
    user_agent: string | null
    request_id: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  exchange_accounts: {
    organization_id: string
    id: Generated<string>
    kind: 'segregated' | 'master' | 'sub_account'
    exchange_id: string | null
    master_id: string | null
    master_kind: GeneratedAlways<string | null>
    bank_name: string
    title: string
    account_number_encrypted: string
    account_number_last4: string
    custody: Generated<'none' | 'qualified_escrow' | 'qualified_trust'>
    annual_rate: Generated<string>
    compounding: Generated<'none' | 'daily' | 'monthly'>
    day_count_basis: Generated<number>
    opened_on: string
    closed_on: string | null
    locked_through: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  exchange_counters: {
    organization_id: string
    period: number
    last: number
  }
  exchange_deadlines: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    kind: 'identification' | 'exchange' | 'parking_agreement' | 'parking_identification' | 'parking'
    date: string
    limiting_factor: 'day_45' | 'day_180' | 'return_due_date' | 'disaster_relief' | 'business_day_5' | 'parking_day_45' | 'parking_day_180'
    citation: string
    reason: string
    computed_from: ColumnType<Json, string, string>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    superseded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  exchange_documents: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    document_id: string
    kind: 'exchange_agreement' | 'assignment' | 'notice_of_assignment' | 'contract' | 'identification' | 'revocation' | 'settlement_statement' | 'deed' | 'escrow_agreement' | 'parking_agreement' | 'acknowledgement' | 'authorization' | 'contingency' | 'other'
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  exchange_guests: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    exchange_participant_id: string
    email: string
    token_hash: string
    sealed_token: string
    code_hash: string | null
    code_expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    wrong_codes: Generated<number>
    invited_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    first_seen_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_seen_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  exchange_numbers: {
    organization_id: string
    exchange_number: string
    exchange_id: string
  }
  exchange_participants: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    participant_id: string
    user_id: string | null
    role: 'buyer' | 'seller' | 'client' | 'attorney' | 'agent' | 'lender' | 'title_officer' | 'escrow_officer' | 'cpa' | 'intermediary' | 'coordinator' | 'third_party'
    sub_roles: Generated<Array<string>>
    is_primary: Generated<boolean>
    authority_level: Generated<'none' | 'standard' | 'signatory' | 'full'>
    joined_at: ColumnType<string, string | Date | undefined, string | Date>
    left_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    is_active: GeneratedAlways<boolean>
    document_access_level: Generated<'none' | 'standard' | 'full'>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  exchange_properties: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    side: 'relinquished' | 'replacement'
    property_id: string
    transaction_id: string | null
    price: string | null
    fair_market_value: string | null
    debt: string | null
    adjusted_basis: string | null
    ownership_percent: Generated<string>
    acquired_on: string | null
    assigned_on: string | null
    parties_notified_on: string | null
    transferred_on: string | null
    to_be_produced: Generated<boolean>
    description: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    incidental_to: string | null
    expected_receipt_value: string | null
    substantially_same: boolean | null
    direct_deeded: Generated<boolean>
    title_holder_id: string | null
    counterparty_id: string | null
  }
  exchange_settings: {
    organization_id: string
    number_pattern: string
    version: Generated<number>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  exchanges: {
    organization_id: string
    id: Generated<string>
    exchange_number: string
    name: string
    exchange_type: Generated<'delayed' | 'simultaneous' | 'reverse' | 'improvement' | 'build_to_suit'>
    status: Generated<'draft' | 'active' | 'identification_period' | 'exchange_period' | 'completed' | 'failed' | 'cancelled'>
    substatus: string | null
    priority: Generated<'low' | 'medium' | 'high' | 'urgent'>
    client_id: string
    coordinator_id: string | null
    primary_attorney_id: string | null
    intermediary_id: string | null
    time_zone: string
    agreement_signed_on: string | null
    relinquished_property_value: string | null
    replacement_property_value: string | null
    exchange_value: GeneratedAlways<string | null>
    cash_boot: string | null
    financing_amount: string | null
    estimated_fees: string | null
    actual_fees: string | null
    fee_variance: GeneratedAlways<string | null>
    clock_start: string | null
    identification_deadline: string | null
    exchange_deadline: string | null
    cancelled_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    cancel_reason: string | null
    tags: Generated<Array<string>>
    custom_fields: ColumnType<Json, string | undefined, string>
    notes: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    updated_by: string | null
    ended_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    end_reason: string | null
  }
  fact_reactions: {
    fact: string
    job: string
    seen_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  fee_agreements: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    amount: string
    agreed_on: string
    document_id: string
    document_hash: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    superseded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  feed_cursors: {
    name: string
    xid: string
    id: string
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  franchise_fees: {
    organization_id: string
    id: Generated<string>
    valid_from: string
    rate: string
    at_most: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  idempotency_keys: {
    organization_id: string
    user_id: string
    key: string
    request_hash: string
    status: number | null
    response: ColumnType<Json | null, string | null | undefined, string | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    secret_answer: Generated<boolean>
  }
  identification_notices: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    kind: 'identification' | 'revocation'
    status: Generated<'draft' | 'out_for_signature' | 'signed' | 'discarded'>
    recipient_id: string | null
    recipient_capacity: Generated<'intermediary' | 'seller' | 'escrow_agent' | 'title_company' | 'settlement_agent' | 'other'>
    document_id: string | null
    signature_request_id: string | null
    method: 'electronic' | 'wet_ink' | null
    delivery: 'portal' | 'hand' | 'mail' | 'fax' | 'email' | null
    sent_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    recorded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    recorded_by: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  imports: {
    organization_id: string
    id: Generated<string>
    filename: string
    storage_path: string | null
    file_size: number
    format: 'csv' | 'xlsx' | 'vcard'
    state: Generated<'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'>
    headers: Generated<Array<string>>
    samples: ColumnType<Json, string | undefined, string>
    mapping: ColumnType<Json, string | undefined, string>
    settings: ColumnType<Json, string | undefined, string>
    row_count: Generated<number>
    done_count: Generated<number>
    created_count: Generated<number>
    filled_count: Generated<number>
    skipped_count: Generated<number>
    error_count: Generated<number>
    removed_count: Generated<number>
    kept_count: Generated<number>
    errors: ColumnType<Json, string | undefined, string>
    duplicates: ColumnType<Json, string | undefined, string>
    failure: string | null
    created_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    version: Generated<number>
    subject: 'contact' | 'transaction'
  }
  invitations: {
    organization_id: string
    id: Generated<string>
    email: string
    role: 'owner' | 'admin' | 'coordinator' | 'agent' | 'assistant' | 'viewer' | 'officer' | 'approver' | 'accountant'
    team_id: string | null
    token_hash: string
    invited_by: string
    expires_at: ColumnType<string, string | Date, string | Date>
    accepted_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  known_devices: {
    id: Generated<string>
    user_id: string
    token_hash: string
    last_used_at: ColumnType<string, string | Date | undefined, string | Date>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  ledger_entries: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    xid: Generated<string>
    type: 'receipt_sale_proceeds' | 'receipt_additional_taxpayer_funds' | 'earnest_money_out' | 'earnest_money_returned' | 'disbursement_purchase' | 'disbursement_exchange_expense' | 'disbursement_nonexchange_item' | 'interest_accrued' | 'interest_paid_out' | 'fee_qi' | 'withholding_state' | 'release_boot' | 'release_failed_exchange' | 'transfer_to_eat' | 'return_from_eat' | 'reversal'
    value_date: string
    booked_at: ColumnType<string, string | Date | undefined, string | Date>
    memo: string | null
    counterparty_id: string | null
    exchange_property_id: string | null
    document_id: string | null
    document_hash: string | null
    disbursement_id: string | null
    legal_basis: string | null
    reverses_id: string | null
    created_by: string | null
  }
  ledger_postings: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    entry_id: string
    ledger_account: 'cash' | 'exchange_funds' | 'interest'
    exchange_account_id: string | null
    amount: string
  }
  login_attempts: {
    id: Generated<string>
    email_hash: string
    user_id: string | null
    ip_address: string | null
    user_agent: string | null
    outcome: 'succeeded' | 'wrong_password' | 'unknown_user' | 'locked' | 'wrong_code' | 'disabled' | 'unverified' | 'reset'
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    source: string | null
  }
  member_settings: {
    organization_id: string
    id: Generated<string>
    user_id: string
    first_run: Generated<boolean>
    muted_facts: Generated<Array<string>>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  mfa_factors: {
    id: Generated<string>
    user_id: string
    type: 'email' | 'sms' | 'totp' | 'backup_code'
    secret_encrypted: string | null
    phone: string | null
    confirmed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_used_step: number | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  mfa_tokens: {
    id: Generated<string>
    user_id: string
    purpose: 'sign_in' | 'verify_email' | 'reset_password'
    token_type: 'email' | 'sms' | 'totp' | 'backup_code'
    token_hash: string
    attempts: Generated<number>
    expires_at: ColumnType<string, string | Date, string | Date>
    used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  notice_properties: {
    organization_id: string
    id: Generated<string>
    notice_id: string
    exchange_property_id: string
    description: string
    fair_market_value: string | null
    ownership_percent: Generated<string>
  }
  notifications: {
    organization_id: string
    id: Generated<string>
    user_id: string
    event_id: string
    fact: string
    subject_type: string
    subject_id: string
    actor_id: string | null
    payload: ColumnType<Json, string, string>
    read_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date, string | Date>
  }
  oauth_connections: {
    id: Generated<string>
    user_id: string
    provider: string
    provider_user_id: string
    email: string
    last_used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    access_token_encrypted: string | null
    refresh_token_encrypted: string | null
    expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  organization_members: {
    organization_id: string
    id: Generated<string>
    user_id: string
    role: 'owner' | 'admin' | 'coordinator' | 'agent' | 'assistant' | 'viewer' | 'officer' | 'approver' | 'accountant'
    permissions: ColumnType<Json, string | undefined, string>
    status: Generated<'active' | 'inactive' | 'pending'>
    joined_at: ColumnType<string, string | Date | undefined, string | Date>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    version: Generated<number>
    pp_user_id: string | null
    pp_display_name: string | null
    pp_is_active: boolean | null
    pp_synced_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    pp_raw_data: ColumnType<Json | null, string | null | undefined, string | null>
  }
  organizations: {
    id: Generated<string>
    name: string
    slug: string
    type: 'agency' | 'law_firm' | 'intermediary' | 'title_company'
    tax_id_encrypted: string | null
    license_number: string | null
    address: ColumnType<Json | null, string | null | undefined, string | null>
    phone: string | null
    email: string | null
    website: string | null
    logo_url: string | null
    branding: ColumnType<Json, string | undefined, string>
    settings: ColumnType<Json, string | undefined, string>
    subscription_tier: Generated<'starter' | 'basic' | 'professional' | 'enterprise'>
    subscription_status: Generated<'active' | 'past_due' | 'canceled' | 'suspended'>
    subscription_expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    billing_contact_id: string | null
    mfa_required: Generated<boolean>
    storage_quota_bytes: Generated<number>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    timezone: Generated<string>
  }
  partitioned_tables: {
    name: string
    span: 'month' | 'year'
  }
  passkey_challenges: {
    id: Generated<string>
    user_id: string | null
    purpose: 'add' | 'sign_in' | 'second_factor' | 'confirm'
    challenge_hash: string
    expires_at: ColumnType<string, string | Date, string | Date>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  passkeys: {
    id: Generated<string>
    user_id: string
    credential_id: string
    public_key: string
    counter: Generated<number>
    transports: Generated<Array<string>>
    name: string
    backed_up: boolean
    last_used_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  payee_verifications: {
    organization_id: string
    id: Generated<string>
    payee_id: string
    details_version: number
    phone_number: string
    on_file_since: ColumnType<string, string | Date, string | Date>
    called_at: ColumnType<string, string | Date, string | Date>
    spoken_with: string
    note: string | null
    verified_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  payees: {
    organization_id: string
    id: Generated<string>
    contact_id: string
    account_name: string
    bank_name: string
    routing_number: string
    account_number_encrypted: string
    account_number_last4: string
    account_digest: string
    status: Generated<'unverified' | 'verified' | 'frozen'>
    details_version: Generated<number>
    entered_by: string
    entered_at: ColumnType<string, string | Date, string | Date>
    phones_on_file: ColumnType<Json, string | undefined, string>
    verified_by: string | null
    verified_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    frozen_by: string | null
    frozen_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    freeze_reason: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  properties: {
    organization_id: string
    id: Generated<string>
    address_line1: string
    address_line2: string | null
    city: string | null
    state: string | null
    zip_code: string | null
    county: string | null
    address: GeneratedAlways<string>
    address_key: string
    parcel_number: string | null
    property_type: 'residential' | 'commercial' | 'land' | 'multi_family' | 'condo' | null
    year_built: number | null
    bedrooms: number | null
    bathrooms: string | null
    square_feet: number | null
    hoa: boolean | null
    coordinates: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    new_construction: boolean | null
    import_id: string | null
    search_text: GeneratedAlways<string>
  }
  requirement_evaluations: {
    organization_id: string
    revision: number
    state: 'running' | 'done' | 'failed'
    total: number
    done: number
    changed: number
    started_at: ColumnType<string, string | Date | undefined, string | Date>
    ended_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  requirement_rules: {
    organization_id: string
    id: Generated<string>
    name: string
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    document_category: string | null
    requirement: 'required' | 'optional'
    when: ColumnType<Json, string, string>
    reason: string
    citation: string | null
    library_key: string | null
    active: Generated<boolean>
    position: number
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    removed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  saved_views: {
    organization_id: string
    id: Generated<string>
    user_id: string
    subject_type: string
    name: string
    filters: ColumnType<Json, string | undefined, string>
    sort: string | null
    columns: Array<string> | null
    shared: Generated<boolean>
    position: Generated<number>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    team_id: string | null
  }
  sealing_keys: {
    id: Generated<string>
    certificate: Buffer
    private_key: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    retired_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  signature_requests: {
    organization_id: string
    id: Generated<string>
    exchange_id: string
    document_id: string
    version_number: number
    file_hash: string
    title: string
    message: string | null
    in_order: Generated<boolean>
    status: Generated<'open' | 'completed' | 'declined' | 'cancelled'>
    expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    completed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    ended_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    end_reason: string | null
    signed_version_number: number | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  signatures: {
    organization_id: string
    id: Generated<string>
    request_id: string
    exchange_id: string
    place: Generated<number>
    contact_id: string
    user_id: string | null
    name: string
    email: string | null
    status: Generated<'waiting' | 'signed' | 'declined'>
    method: 'typed' | 'drawn' | null
    signed_name: string | null
    drawing: string | null
    consent: string | null
    document_hash: string | null
    signed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    ip_address: string | null
    user_agent: string | null
    declined_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    decline_reason: string | null
    reminded_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  storage_reservations: {
    organization_id: string
    id: string
    bytes: number
    expires_at: ColumnType<string, string | Date, string | Date>
  }
  storage_usage: {
    organization_id: string
    used_bytes: Generated<number>
  }
  taxpayer_relationships: {
    organization_id: string
    id: Generated<string>
    contact_id: string
    provider_id: string | null
    role: 'employee' | 'attorney' | 'accountant' | 'investment_banker' | 'broker' | 'real_estate_agent'
    started_on: string | null
    ended_on: string | null
    only_1031_or_routine: Generated<boolean>
    note: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  team_members: {
    organization_id: string
    id: Generated<string>
    team_id: string
    user_id: string
    role: Generated<'lead' | 'member'>
    joined_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  teams: {
    organization_id: string
    id: Generated<string>
    name: string
    description: string | null
    lead_user_id: string | null
    settings: ColumnType<Json, string | undefined, string>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  transaction_amounts: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    kind: 'earnest_money' | 'deposit' | 'credit' | 'concession' | 'fee' | 'payoff' | 'loan'
    label: string
    amount: string
    paid_by: 'seller' | 'buyer' | 'listing_broker' | 'selling_broker' | 'lender' | 'title' | 'other'
    paid_to: 'seller' | 'buyer' | 'listing_broker' | 'selling_broker' | 'lender' | 'title' | 'other'
    held_by: string | null
    due_on: string | null
    settled_on: string | null
    status: Generated<'expected' | 'received' | 'paid' | 'refunded' | 'waived'>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_closings: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    closed_on: string
    sale_price: string | null
    net_sheet: ColumnType<Json, string, string>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_commissions: {
    organization_id: string
    transaction_id: string
    gross_kind: Generated<'rate' | 'flat' | 'tiered'>
    flat_amount: string | null
    tiers: ColumnType<Json, string | undefined, string>
    paid_by: 'seller' | 'buyer'
    listing_share: string
    version: Generated<number>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_by: string | null
  }
  transaction_counters: {
    organization_id: string
    year: number
    last: number
  }
  transaction_dates: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    position: number
    name: string
    counted_from: string
    days: number
    unit: 'calendar' | 'business'
    direction: 'after' | 'before'
    roll: 'next' | 'previous' | 'none'
    first_day: number
    fixed: string | null
    date: string | null
    done_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    contingency: 'inspection_contingency' | 'loan_contingency' | 'appraisal_contingency' | 'title_contingency' | 'disclosure_contingency' | 'sale_contingency' | 'hoa_contingency' | 'insurance_contingency' | 'attorney_review' | 'option_period' | null
  }
  transaction_document_proposals: {
    organization_id: string
    id: Generated<string>
    document_id: string
    transaction_id: string
    score: string
    evidence: ColumnType<Json, string, string>
    state: Generated<'proposed' | 'accepted' | 'dismissed'>
    decided_by: string | null
    decided_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  transaction_documents: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    document_id: string
    document_role: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_guests: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    party_id: string
    email: string
    token_hash: string
    invited_by: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    first_seen_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_seen_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    mail_failed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  transaction_parties: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    contact_id: string
    role: 'seller' | 'buyer' | 'landlord' | 'tenant' | 'borrower' | 'listing_agent' | 'selling_agent' | 'lender' | 'title' | 'escrow' | 'attorney' | 'inspector' | 'other'
    side: 'listing' | 'selling' | null
    signing_order: number | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_rejected_values: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    document_id: string
    field: string
    value: string
    rejected_by: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  transaction_requests: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    party_id: string | null
    request_id: string
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_requirements: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    rule_id: string | null
    position: number
    name: string
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    document_category: string | null
    requirement: 'required' | 'optional' | 'not_applicable'
    reason: string | null
    citation: string | null
    missing: Generated<Array<string>>
    state: Generated<'open' | 'submitted' | 'approved' | 'rejected' | 'not_applicable'>
    since: ColumnType<string, string | Date | undefined, string | Date>
    document_id: string | null
    submitted_by: string | null
    version_number: number | null
    reviewed_by: string | null
    message: string | null
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
  }
  transaction_settings: {
    organization_id: string
    number_pattern: string
    version: Generated<number>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  transaction_settled_values: {
    organization_id: string
    id: Generated<string>
    transaction_id: string
    field: string
    document_id: string | null
    known: Array<string>
    reason: string | null
    settled_by: string | null
    settled_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  transactions: {
    organization_id: string
    id: Generated<string>
    transaction_number: string
    transaction_type: 'sale' | 'purchase' | 'lease' | 'refinance' | 'rental'
    side: 'listing' | 'selling' | 'both'
    stage: 'pre_listing' | 'listed' | 'offer' | 'under_contract' | 'contingencies_cleared' | 'clear_to_close' | 'closed' | 'cancelled'
    status: GeneratedAlways<'active' | 'pending' | 'closed' | 'cancelled'>
    property_id: string
    list_price: string | null
    sale_price: string | null
    commission_rate: string | null
    commission_amount: string | null
    listing_agent_id: string | null
    selling_agent_id: string | null
    team_id: string | null
    visibility: Generated<'private' | 'team' | 'organization'>
    listing_date: string | null
    contract_date: string | null
    closing_date: string | null
    possession_date: string | null
    closed_on: string | null
    closed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    cancelled_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    cancel_reason: string | null
    archived_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    custom_fields: ColumnType<Json, string | undefined, string>
    notes: string | null
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    financing: 'cash' | 'conventional' | 'fha' | 'va' | 'seller' | 'other' | null
    occupancy: 'owner' | 'tenant' | 'vacant' | null
    seller_is_foreign: boolean | null
    exchange_cooperation: boolean | null
    exchange_intermediary_contact_id: string | null
    earnest_money: string | null
    import_id: string | null
  }
  upload_sessions: {
    organization_id: string
    id: Generated<string>
    user_id: string
    filename: string
    file_size: number
    received_bytes: Generated<number>
    options: ColumnType<Json, string | undefined, string>
    document_id: string | null
    expires_at: ColumnType<string, string | Date, string | Date>
    finished_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    lease_id: string | null
    leased_until: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    lease_wanted: Generated<boolean>
    refusal: ColumnType<Json | null, string | null | undefined, string | null>
  }
  user_sessions: {
    id: Generated<string>
    user_id: string
    family_id: string
    refresh_token_hash: string
    device_info: ColumnType<Json, string | undefined, string>
    ip_address: string | null
    user_agent: string | null
    mfa_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_used_at: ColumnType<string, string | Date | undefined, string | Date>
    expires_at: ColumnType<string, string | Date, string | Date>
    rotated_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    revoked_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    confirmed_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
  }
  users: {
    id: Generated<string>
    email: string
    password_hash: string | null
    first_name: string
    last_name: string
    display_name: GeneratedAlways<string | null>
    phone_primary: string | null
    phone_secondary: string | null
    address_line1: string | null
    address_line2: string | null
    city: string | null
    state: string | null
    zip_code: string | null
    country: Generated<string>
    avatar_url: string | null
    timezone: Generated<string>
    locale: Generated<string>
    license_numbers: ColumnType<Json, string | undefined, string>
    specializations: Generated<Array<string>>
    status: Generated<'active' | 'inactive' | 'suspended' | 'deleted'>
    email_verified: Generated<boolean>
    mfa_enabled: Generated<boolean>
    last_login_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    login_count: Generated<number>
    failed_login_attempts: Generated<number>
    locked_until: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
    created_by: string | null
    updated_by: string | null
  }
  webhook_attempts: {
    organization_id: string
    id: Generated<string>
    delivery_id: string
    status_code: number | null
    error: string | null
    response_body: Generated<string>
    duration_ms: number
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  webhook_deliveries: {
    organization_id: string
    id: Generated<string>
    endpoint_id: string
    event_id: string | null
    fact: string
    state: Generated<'pending' | 'delivered' | 'failed'>
    tries: Generated<number>
    next_attempt_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
  }
  webhook_endpoints: {
    organization_id: string
    id: Generated<string>
    url: string
    description: Generated<string>
    facts: Array<string>
    state: Generated<'active' | 'paused' | 'disabled'>
    secret_encrypted: string
    previous_secret_encrypted: string | null
    previous_secret_expires_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    failing_since: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    last_success_at: ColumnType<string | null, string | Date | null | undefined, string | Date | null>
    version: Generated<number>
    created_at: ColumnType<string, string | Date | undefined, string | Date>
    updated_at: ColumnType<string, string | Date | undefined, string | Date>
  }
}
