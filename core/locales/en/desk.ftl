# The desk: how a decision letter names what was asked, and what other holders are told.
desk-everything = All data we hold about you
desk-free-words = What you told us in your own words
desk-late-package = Gathering your data took longer than it should have.
desk-instruction-rectification = Case { $reference }: please correct in your systems: { $fields }. The case page shows the value before and after. Please confirm in writing, also for sub-processors and backups.
