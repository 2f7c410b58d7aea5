-- Pictures and PDF files, each under the SHA-256 of the bytes that are kept, so what a name stands
-- for never changes. The revision counts the changes of what is said about the file.
create table media (
  sha256       varchar(64)  not null primary key,
  media_type   varchar(40)  not null,
  size         bigint       not null,
  width        integer,
  height       integer,
  original     varchar(255) not null,
  alt_da       varchar(1000),
  alt_en       varchar(1000),
  credit       varchar(500),
  revision     integer      not null,
  published    boolean      not null,
  uploaded_at  bigint       not null,
  uploaded_by  varchar(255) not null
);

create index media_by_age on media (uploaded_at, sha256);

-- The same pictures in other sizes and formats, as they were asked for. They can be made again.
create table media_variant (
  media   varchar(64) not null references media (sha256),
  form    varchar(20) not null,
  sha256  varchar(64) not null,
  size    bigint      not null,
  primary key (media, form)
);

create index media_variant_by_bytes on media_variant (sha256);

-- The bytes of both, in parts, unless they are kept in a folder.
create table media_part (
  sha256  varchar(64) not null,
  place   integer     not null,
  bytes   bytea       not null,
  primary key (sha256, place)
);
