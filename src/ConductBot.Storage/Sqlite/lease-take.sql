-- A lease that is still written down was taken and never settled: what it sent, if anything, nobody knows.
update outbox
set attempts = attempts + 1, uncertain = (uncertain or leased_by is not null), leased_by = @node, leased_until = @until
where seq = @seq;
