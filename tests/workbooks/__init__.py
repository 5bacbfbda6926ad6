"""Sample workbooks, built by the tests that need them: no binary files in the repository."""
