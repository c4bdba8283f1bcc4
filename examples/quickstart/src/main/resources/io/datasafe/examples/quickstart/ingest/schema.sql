-- What the quickstart stores. Counters are kept beside the rows that they count, as services do: they are what transactions fight over.
create table artifact (
    id          bigint generated always as identity primary key,
    group_id    text not null,
    artifact_id text not null,
    versions    bigint not null default 0,
    dependants  bigint not null default 0,
    unique (group_id, artifact_id)
);

create table version (
    id          bigint generated always as identity primary key,
    artifact_id bigint not null references artifact,
    version     text not null,
    packaging   text not null,
    unique (artifact_id, version)
);

create table licence (
    id   bigint generated always as identity primary key,
    name varchar(60) not null unique,
    used bigint not null default 0
);

create table version_licence (
    version_id bigint not null references version,
    licence_id bigint not null references licence,
    primary key (version_id, licence_id)
);

-- No key but the number: a POM may name the same artifact twice, with another classifier.
create table dependency (
    id           bigint generated always as identity primary key,
    version_id   bigint not null references version,
    artifact_id  bigint not null references artifact,
    scope        text not null,
    optional     boolean not null,
    version_text text
);
create index on dependency (version_id);
create index on dependency (artifact_id);

create table group_statistics (
    group_id     text primary key,
    versions     bigint not null default 0,
    dependencies bigint not null default 0
);

-- Which artifact depends on which, versions left aside: an edge is there once for each version that says so.
create view depends as
    select v.artifact_id as dependant_id, d.artifact_id as dependency_id
    from version v join dependency d on d.version_id = v.id;

-- What inherits from what: the versions above, and what is only named as a parent. Filled after the ingest.
create table pom (
    id        bigint primary key,
    name      text not null unique,
    parent_id bigint references pom
);
create index on pom (parent_id);
