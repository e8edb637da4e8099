-- What the back end has had for years.
create table circuit (
    id                 varchar(64) primary key,
    microgrid_id       varchar(64) not null,
    node_id            varchar(64) not null,
    kind               varchar(32) not null, -- GRID_CONNECTION, BRANCH, CHARGER
    breaker_amps       integer,
    available_capacity numeric(12, 3),       -- kW; null: nothing but the breaker limits it
    unique (microgrid_id, node_id)
);
