"""What stands: labels, reasons, scenarios and sensitivity (DESIGN section 4)."""
