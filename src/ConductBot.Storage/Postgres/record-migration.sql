insert into migration (number, name) values (@number, @name);
