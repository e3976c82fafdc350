package kontor.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.http.Json;
import kontor.http.Page;
import kontor.http.PageRequest;

/** The door to the legal entities of an organization. */
public final class Entities {

    public static final String RESOURCE = "entities";

    private final Events events;
    private final EntityTable table = new EntityTable();

    public Entities(Events events) {
        this.events = events;
    }

    /** For set-up code; requests over HTTP come through a door of their own. */
    public Entity add(Tx tx, NewEntity added) {
        var entity = new Entity(Ids.next(), added.parentId(), added.legalName(),
                added.nationalIdentifier().map(Json::write), added.address().map(Json::write), added.creditor(),
                1, tx.now(), tx.now());
        table.insert(tx, entity);
        events.record(tx, new NewEvent(RESOURCE, entity.id(), 1, NewEvent.Type.CREATED, "CREATED",
                NewEvent.KONTOR, Optional.empty(), Optional.empty(), Map.of(),
                Json.write(entity.view(tx.organization()))));
        return entity;
    }

    /** Those of the ids that are entities of the organization; held against deleting until the transaction ends. */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return table.holdExisting(tx, ids);
    }

    public Optional<Entity> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    Page<Entity> list(Tx tx, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(table.list(tx, before, page.limit() + 1), page.limit(), entity -> entity.id().toString());
    }
}
