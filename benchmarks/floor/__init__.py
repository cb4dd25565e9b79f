"""The least that Django can do for somebody who is signed in: what the pages of the site are measured against."""
