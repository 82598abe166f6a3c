-- Events whose head somebody has taken away are listed too, as if nothing had been recorded.
select name, version, hash from stream
union all
select stream, 0, @start from event
where version = 1 and not exists (select 1 from stream where stream.name = event.stream);
