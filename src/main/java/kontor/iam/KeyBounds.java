package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.addresses.Network;
import kontor.core.Fault;
import kontor.core.Refusal;
import kontor.secrets.Secret;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * Within which bounds an access key is good.
 *
 * @param addresses from where it may be used; anywhere when there are none
 * @param expires when its secret is good no longer; absent when it does not expire
 * @param earlierExpires until when the secret before the present one is good too
 */
public record KeyBounds(
        List<Network> addresses, Optional<Instant> expires, Optional<Instant> earlierExpires) {

    public static final KeyBounds NONE =
            new KeyBounds(List.of(), Optional.empty(), Optional.empty());

    public KeyBounds {
        addresses = List.copyOf(addresses);
    }

    KeyBounds to(List<Network> networks) {
        return new KeyBounds(networks, expires, earlierExpires);
    }

    KeyBounds until(Optional<Instant> end) {
        return new KeyBounds(addresses, end, earlierExpires);
    }

    KeyBounds withEarlierUntil(Optional<Instant> end) {
        return new KeyBounds(addresses, expires, end);
    }

    public boolean allows(String address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(one -> one.holds(address));
    }

    public boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The networks as they are stored. */
    public String text() {
        return addresses.stream().map(Network::text).collect(Collectors.joining(" "));
    }

    public static List<Network> networks(String stored) {
        return Arrays.stream(stored.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Network::parse)
                .toList();
    }

    void show(ObjectNode view) {
        if (!addresses.isEmpty()) {
            var list = view.putArray("allowedAddresses");
            addresses.forEach(one -> list.add(one.text()));
        }
        expires.ifPresent(end -> view.put("secretExpires", Json.timestamp(end)));
        earlierExpires.ifPresent(end -> view.put("earlierSecretExpires", Json.timestamp(end)));
    }

    /** Why they cannot be those of the user. */
    Optional<Refusal> refusal(User user, Instant now) {
        return IamRefusal.NOT_A_PROGRAM
                .when(user.kind() != User.Kind.PROGRAMMATIC)
                .or(() -> IamRefusal.EXPIRES_BEFORE_NOW.when(isExpired(now)));
    }

    /**
     * The request for a new secret of a program.
     *
     * @param secret the new one, made before so that the answer can show it
     * @param overlap how long the earlier one is good too; zero ends it at once
     */
    public record Rotation(Secret secret, Duration overlap, Optional<Instant> expires) {

        private static final int MOST_HOURS = 30 * 24;
        private static final long USUAL_HOURS = 24;

        public static Rotation parse(Optional<JsonFields> body) {
            var hours = body.flatMap(fields -> fields.integer("overlapHours"));
            var expires = body.flatMap(fields -> RoleFields.moment(fields, "secretExpires"));
            var wrong = hours.filter(number -> number < 0 || number > MOST_HOURS);
            wrong.flatMap(_ -> body)
                    .ifPresent(
                            fields ->
                                    fields.fault(
                                            Fault.invalid(
                                                    "overlapHours", "must be 0 to " + MOST_HOURS)));
            body.ifPresent(JsonFields::refuseFaults);
            var overlap = Duration.ofHours(hours.orElse(USUAL_HOURS));
            return new Rotation(Secret.random(), overlap, expires);
        }

        boolean keepsEarlier() {
            return overlap.isPositive();
        }

        KeyBounds applyTo(KeyBounds bounds, Instant now) {
            var earlier = Optional.of(now.plus(overlap)).filter(_ -> keepsEarlier());
            return bounds.until(expires).withEarlierUntil(earlier);
        }
    }
}
