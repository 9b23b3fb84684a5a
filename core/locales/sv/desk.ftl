# Handläggning: hur beslutsbrevet nämner det som begärts, och vad andra innehavare av uppgifterna får veta.
desk-late-package = Det tog längre tid än det borde att samla dina uppgifter.
desk-instruction-rectification = Ärende { $reference }: rätta i era system: { $fields }. På ärendets sida syns värdet före och efter. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
