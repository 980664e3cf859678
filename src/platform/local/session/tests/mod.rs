//! The rules of sessions, each with the test that shows it, under virtual time.
