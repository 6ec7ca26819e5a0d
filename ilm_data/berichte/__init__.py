"""What leaves the house: downloads and reports."""
