// Written by `npm run tables` from the migrated database; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** ISO 8601 with a Z when read; a Date or a string when written. */
export type Instant = ColumnType<string, string | Date, string | Date>
// biome-ignore lint/suspicious/noExplicitAny: a JSON column holds what its domain's schema says.
export type Json = ColumnType<any, string, string>

export type DB = {
  api_keys: {
    organization_id: string
    id: Generated<string>
    user_id: string
    name: string
    prefix: string
    token_hash: string
    scopes: Array<string>
    expires_at: Instant | null
    last_used_at: Instant | null
    revoked_at: Instant | null
    created_at: Generated<Instant>
  }
  classifier_models: {
    organization_id: string
    model: Json
    label_count: number
    updated_at: Generated<Instant>
  }
  document_access_logs: {
    organization_id: string
    id: Generated<string>
    document_id: string
    version_number: number | null
    user_id: string | null
    share_id: string | null
    action: 'view' | 'download' | 'upload' | 'share' | 'delete' | 'edit'
    ip_address: string | null
    user_agent: string | null
    success: Generated<boolean>
    error_message: string | null
    duration: number | null
    created_at: Generated<Instant>
  }
  document_blobs: {
    organization_id: string
    file_hash: string
    file_size: number
    storage_path: string
    created_at: Generated<Instant>
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
    created_at: Generated<Instant>
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
    box: Json | null
    confidence: string
    state: Generated<'proposed' | 'accepted' | 'rejected'>
    decided_by: string | null
    decided_at: Instant | null
    created_at: Generated<Instant>
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
    created_at: Generated<Instant>
  }
  document_pages: {
    organization_id: string
    id: Generated<string>
    version_id: string
    page_number: number
    width: number
    height: number
    text: string
    words: Json
    source: 'text_layer' | 'ocr' | 'none'
    image_path: string | null
    thumbnail_path: string | null
  }
  document_requests: {
    organization_id: string
    id: Generated<string>
    requested_by: string
    requested_from_email: string
    title: string
    message: string | null
    document_type: 'contract' | 'disclosure' | 'inspection' | 'appraisal' | 'title' | 'insurance' | 'loan' | 'listing' | 'offer' | 'counteroffer' | 'amendment' | 'addendum' | 'closing' | 'deed' | 'other' | null
    token_hash: string
    expires_at: Instant
    fulfilled_at: Instant | null
    revoked_at: Instant | null
    document_id: string | null
    created_at: Generated<Instant>
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
    expires_at: Instant | null
    max_accesses: number | null
    access_count: Generated<number>
    last_accessed_at: Instant | null
    first_viewed_at: Instant | null
    revoked_at: Instant | null
    revoked_by: string | null
    created_at: Generated<Instant>
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
    created_at: Generated<Instant>
  }
  documents: {
    organization_id: string
    id: Generated<string>
    uploaded_by: string
    team_id: string | null
    parent_document_id: string | null
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
    extracted_data: Json | null
    visibility: Generated<'private' | 'team' | 'agency' | 'public'>
    access_permissions: Generated<Json>
    title: string | null
    description: string | null
    tags: Generated<Array<string>>
    custom_fields: Generated<Json>
    status: Generated<'processing' | 'ready' | 'error' | 'archived'>
    processing_stage: 'queued' | 'reading' | 'understanding' | null
    processing_errors: Json | null
    version_number: Generated<number>
    page_count: number | null
    version: Generated<number>
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
    processed_at: Instant | null
    updated_by: string | null
    deleted_at: Instant | null
    deleted_by: string | null
    retain_until: string | null
    search_vector: GeneratedAlways<string | null>
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
    created_at: Generated<Instant>
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
    payload: Json
    ip_address: string | null
    user_agent: string | null
    request_id: string | null
    created_at: Generated<Instant>
  }
  fact_reactions: {
    fact: string
    job: string
  }
  feed_cursors: {
    name: string
    xid: string
    id: string
    updated_at: Generated<Instant>
  }
  idempotency_keys: {
    organization_id: string
    user_id: string
    key: string
    request_hash: string
    status: number | null
    response: Json | null
    created_at: Generated<Instant>
  }
  invitations: {
    organization_id: string
    id: Generated<string>
    email: string
    role: 'owner' | 'admin' | 'coordinator' | 'agent' | 'assistant' | 'viewer' | 'officer' | 'approver' | 'accountant'
    team_id: string | null
    token_hash: string
    invited_by: string
    expires_at: Instant
    accepted_at: Instant | null
    revoked_at: Instant | null
    created_at: Generated<Instant>
  }
  login_attempts: {
    id: Generated<string>
    email_hash: string
    user_id: string | null
    ip_address: string | null
    user_agent: string | null
    outcome: 'succeeded' | 'wrong_password' | 'unknown_user' | 'locked' | 'wrong_code' | 'disabled' | 'unverified'
    created_at: Generated<Instant>
  }
  mfa_factors: {
    id: Generated<string>
    user_id: string
    type: 'email' | 'sms' | 'totp' | 'backup_code'
    secret_encrypted: string | null
    phone: string | null
    confirmed_at: Instant | null
    last_used_step: number | null
    created_at: Generated<Instant>
  }
  mfa_tokens: {
    id: Generated<string>
    user_id: string
    purpose: 'sign_in' | 'verify_email' | 'reset_password'
    token_type: 'email' | 'sms' | 'totp' | 'backup_code'
    token_hash: string
    attempts: Generated<number>
    expires_at: Instant
    used_at: Instant | null
    created_at: Generated<Instant>
  }
  oauth_connections: {
    id: Generated<string>
    user_id: string
    provider: string
    provider_user_id: string
    access_token_encrypted: string | null
    refresh_token_encrypted: string | null
    expires_at: Instant | null
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
  }
  organization_members: {
    organization_id: string
    id: Generated<string>
    user_id: string
    role: 'owner' | 'admin' | 'coordinator' | 'agent' | 'assistant' | 'viewer' | 'officer' | 'approver' | 'accountant'
    permissions: Generated<Json>
    status: Generated<'active' | 'inactive' | 'pending'>
    joined_at: Generated<Instant>
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
    created_by: string | null
    version: Generated<number>
    pp_user_id: string | null
    pp_display_name: string | null
    pp_is_active: boolean | null
    pp_synced_at: Instant | null
    pp_raw_data: Json | null
  }
  organizations: {
    id: Generated<string>
    name: string
    slug: string
    type: 'agency' | 'law_firm' | 'intermediary' | 'title_company'
    tax_id_encrypted: string | null
    license_number: string | null
    address: Json | null
    phone: string | null
    email: string | null
    website: string | null
    logo_url: string | null
    branding: Generated<Json>
    settings: Generated<Json>
    subscription_tier: Generated<'starter' | 'basic' | 'professional' | 'enterprise'>
    subscription_status: Generated<'active' | 'past_due' | 'canceled' | 'suspended'>
    subscription_expires_at: Instant | null
    billing_contact_id: string | null
    mfa_required: Generated<boolean>
    storage_quota_bytes: Generated<number>
    version: Generated<number>
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
  }
  partitioned_tables: {
    name: string
    span: 'month' | 'year'
  }
  storage_usage: {
    organization_id: string
    used_bytes: Generated<number>
  }
  team_members: {
    organization_id: string
    id: Generated<string>
    team_id: string
    user_id: string
    role: Generated<'lead' | 'member'>
    joined_at: Generated<Instant>
  }
  teams: {
    organization_id: string
    id: Generated<string>
    name: string
    description: string | null
    lead_user_id: string | null
    settings: Generated<Json>
    version: Generated<number>
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
  }
  upload_sessions: {
    organization_id: string
    id: Generated<string>
    user_id: string
    filename: string
    file_size: number
    received_bytes: Generated<number>
    options: Generated<Json>
    document_id: string | null
    expires_at: Instant
    finished_at: Instant | null
    created_at: Generated<Instant>
  }
  user_sessions: {
    id: Generated<string>
    user_id: string
    family_id: string
    refresh_token_hash: string
    device_info: Generated<Json>
    ip_address: string | null
    user_agent: string | null
    mfa_at: Instant | null
    last_used_at: Generated<Instant>
    expires_at: Instant
    rotated_at: Instant | null
    revoked_at: Instant | null
    created_at: Generated<Instant>
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
    license_numbers: Generated<Json>
    specializations: Generated<Array<string>>
    status: Generated<'active' | 'inactive' | 'suspended' | 'deleted'>
    email_verified: Generated<boolean>
    mfa_enabled: Generated<boolean>
    last_login_at: Instant | null
    login_count: Generated<number>
    failed_login_attempts: Generated<number>
    locked_until: Instant | null
    version: Generated<number>
    created_at: Generated<Instant>
    updated_at: Generated<Instant>
    created_by: string | null
    updated_by: string | null
  }
}
