//! Input that was made to do harm: a clear message, no panic, `public/` as it was, and memory that stays small.
