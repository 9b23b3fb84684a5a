# The desk: how a decision letter names what was asked, and what other holders are told.
desk-late-package = Gathering your data took longer than it should have.
desk-instruction-rectification = Case { $reference }: please correct in your systems: { $fields }. The case page shows the value before and after. Please confirm in writing, also for sub-processors and backups.
