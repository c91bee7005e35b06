export const SECRET = 'a secret of the tests, and long enough for anybody'
