"""Pictures for print and for other programs: PNG and PDF."""
