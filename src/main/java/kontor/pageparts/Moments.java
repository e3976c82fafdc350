package kontor.pageparts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.ResourceKind;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.forms.Labels;
import kontor.iam.Organizations;
import kontor.iam.User;
import kontor.iam.Users;
import kontor.pages.Figures;
import kontor.resources.History;
import kontor.wire.Json;
import kontor.wire.PageRequest;

/** Tells what happened to a thing, newest first, as far as the caller may know it. */
public final class Moments {

    /** The feed of one thing is read in pages; what is older than all of these is left out. */
    private static final int MOST_PAGES = 4;

    private static final int SHOWN = 50;

    /** The word of the event says what became of the status. */
    private static final Set<String> OF_EVERY_CHANGE =
            Set.of("version", "etag", "updated", "status");

    private final Events events;
    private final Users users;
    private final Organizations organizations;

    public Moments(Events events, Users users, Organizations organizations) {
        this.events = events;
        this.users = users;
        this.organizations = organizations;
    }

    /** The zone in which moments are told. */
    public ZoneId zone(Caller caller) {
        return organizations.of(caller).zone();
    }

    /**
     * @param visible whether a caller who is limited to some accounts may see the thing
     */
    public List<Moment> of(
            Tx tx, Caller caller, ResourceKind kind, History.Visible visible, UUID id) {
        var all = all(tx, caller, new History(events, kind, visible), id);
        var zone = zone(caller);
        var names = new HashMap<String, String>();
        var moments = new ArrayList<Moment>();
        for (int i = all.size() - 1; i >= 0 && moments.size() < SHOWN; i--) {
            var event = all.get(i);
            var before = i == 0 ? Optional.<String>empty() : all.get(i - 1).snapshot();
            String who = names.computeIfAbsent(event.originator(), one -> name(tx, caller, one));
            moments.add(
                    new Moment(
                            Figures.word(event.name()),
                            who,
                            when(event, zone),
                            detail(event, zone, changed(before, event.snapshot())),
                            icon(event)));
        }
        return moments;
    }

    private static List<Event> all(Tx tx, Caller caller, History history, UUID id) {
        var all = new ArrayList<Event>();
        var next = Optional.<String>empty();
        for (int i = 0; i < MOST_PAGES; i++) {
            var page = new PageRequest(PageRequest.MOST, next, "");
            if (!(history.page(tx, caller, id, page) instanceof Outcome.Done<?>(var found))) {
                return all;
            }
            @SuppressWarnings("unchecked")
            var events = (kontor.wire.Page<Event>) found;
            all.addAll(events.items());
            next = events.next();
            if (next.isEmpty()) {
                return all;
            }
        }
        return all;
    }

    /** A person's name is shown to those who may read people; "a colleague" to others. */
    public String name(Tx tx, Caller caller, String originator) {
        if (originator.equals(NewEvent.KONTOR)) {
            return "Kontor";
        }
        if (originator.equals(NewEvent.BANK)) {
            return "the bank";
        }
        if (originator.equals(caller.userId().toString())) {
            return "you";
        }
        if (!caller.may(Users.READ)) {
            return "a colleague";
        }
        return users.find(tx, caller, UUID.fromString(originator)).stream()
                .map(Moments::name)
                .findFirst()
                .orElse("somebody");
    }

    private static String name(User user) {
        return user.name().isBlank() ? user.username() : user.name();
    }

    /** The members that differ from the version before. */
    private static String changed(Optional<String> before, Optional<String> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return "";
        }
        var old = members(before.get());
        var now = members(after.get());
        var names = new ArrayList<String>();
        now.forEach(
                (name, value) -> {
                    if (!value.equals(old.get(name))) {
                        names.add(name);
                    }
                });
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(names::add);
        return names.isEmpty()
                ? ""
                : "Changed: " + names.stream().map(Labels::words).collect(Collectors.joining(", "));
    }

    private static Map<String, JsonNode> members(String snapshot) {
        var members = new java.util.LinkedHashMap<String, JsonNode>();
        Json.readOwn(snapshot)
                .properties()
                .forEach(
                        entry -> {
                            if (!OF_EVERY_CHANGE.contains(entry.getKey())) {
                                members.put(entry.getKey(), entry.getValue());
                            }
                        });
        return members;
    }

    /** The day that it was at the bank, where that is another than the server's. */
    private static String when(Event event, ZoneId zone) {
        return event.otherBankDate(zone)
                .map(Figures::weekday)
                .orElseGet(() -> Figures.moment(event.occurred(), zone));
    }

    private static String detail(Event event, ZoneId zone, String changed) {
        var said = new ArrayList<String>();
        event.message()
                .filter(words -> !words.equals(event.name()))
                .map(ReasonWords::of)
                .ifPresent(said::add);
        event.facts().forEach((name, value) -> said.add(Labels.words(name) + " " + value));
        var server = event.otherBankDate(zone).map(_ -> Figures.moment(event.occurred(), zone));
        return Stream.of(
                        String.join(", ", said),
                        changed,
                        server.map("At the server it was "::concat).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private static String icon(Event event) {
        if (event.originator().equals(NewEvent.BANK)) {
            return "bank";
        }
        return switch (event.type()) {
            case CREATED -> "plus";
            case UPDATED -> "pen";
            case DELETED -> "close";
        };
    }
}
