-- How often each query was searched for on a day, and whether it found anything: nothing of who searched.
create table search_count (
  searched_on varchar(10) not null,
  language    varchar(2)  not null,
  query       varchar(80) not null,
  searches    bigint      not null,
  hits        integer     not null,
  primary key (searched_on, language, query)
);
