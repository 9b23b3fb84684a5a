# The desk: how a decision letter names what was asked, and what other holders are told.
desk-late-package = Gathering your data took longer than it should have.
desk-instruction-rectify = Case { $reference }: please correct in your systems: { $fields }. Please confirm in writing, also for sub-processors and backups.
desk-instruction-erase = Case { $reference }: please erase from your systems: { $fields }. Please confirm in writing, also for sub-processors and backups.
desk-instruction-restrict = Case { $reference }: please restrict the processing of these data in your systems: { $fields }. Keep the data, but use them for nothing else. Please confirm in writing, also for sub-processors and backups.
desk-instruction-lift-restriction = Case { $reference }: the restriction of processing has been lifted for these data: { $fields }. Please confirm in writing, also for sub-processors and backups.
desk-instruction-stop-purpose = Case { $reference }: please stop processing the data for this purpose: { $fields }. Please confirm in writing, also for sub-processors and backups.
desk-instruction-stop-marketing = Case { $reference }: please stop direct marketing: { $fields }. Take the address off the mailing lists. Please confirm in writing, also for sub-processors and backups.
forward-look-reason = the request is about a customer’s website; looking for whom to forward it to
breach-astray-package = data package
breach-astray-records = Name and case number, and what the request is about: { $asked }
breach-astray-nature = Wrong recipient: { $what }. { $how }
breach-astray-systems = The data protection portal
breach-astray-subjects = A person who made a data protection request
