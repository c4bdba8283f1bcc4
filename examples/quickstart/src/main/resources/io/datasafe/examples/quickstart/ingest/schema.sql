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

-- What follows is made of the rows above after the ingest: a graph, and a tree.

-- Which artifact depends on which, versions and scopes left aside.
create table depends (
    dependant_id  bigint not null references artifact,
    dependency_id bigint not null references artifact,
    primary key (dependant_id, dependency_id)
);
create index on depends (dependency_id, dependant_id);

-- What inherits from what: the versions, and what is only named as a parent.
create table pom (
    id        bigint primary key,
    name      text not null unique,
    parent_id bigint references pom
);
create index on pom (parent_id);
