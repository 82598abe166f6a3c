-- Waits for another node that is answering the same activity at this moment.
insert into inbox (key, status, body, at) values (@key, @status, @body, @at)
on conflict (key) do nothing;
