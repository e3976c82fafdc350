package kontor.connections;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.caps.Cap;
import kontor.changes.Request;
import kontor.core.Fault;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.habits.OwnHabits;
import kontor.identifiers.Bic;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * A connection to be made.
 *
 * @param form of the channel
 */
record NewConnection(
        String name,
        String bic,
        BankProfile profile,
        String channel,
        ChannelForm form,
        String address) {

    private static final String INITIATING_PARTY = "fileHabits.initiatingPartyId";

    /** CreateConnectionRequest of Kontor. */
    static NewConnection parse(JsonFields body, Channels channels) {
        var name = LegalFields.requiredName(body, "name", 255);
        body.require("bic");
        var bic = body.text("bic", 1, 64).map(Bic::normalize);
        bic.flatMap(Bic::problem).ifPresent(problem -> body.fault(Fault.invalid("bic", problem)));
        var channel = channel(body, channels.offered());
        var form = channel.flatMap(Channel::form);
        var address = form.flatMap(one -> one.address(body));
        var own = OwnHabits.parse(body, "fileHabits");
        var profile = profile(body).map(one -> one.with(own));
        if (profile.map(one -> one.files().lacksInitiatingPartyId()).orElse(false)) {
            body.fault(Fault.required(INITIATING_PARTY));
        }
        profile.flatMap(one -> one.files().initiatingPartyProblem())
                .ifPresent(why -> body.fault(Fault.invalid(INITIATING_PARTY, why)));
        body.refuseFaults();
        return new NewConnection(
                name.orElseThrow(),
                bic.orElseThrow(),
                profile.orElseThrow(),
                channel.orElseThrow().name(),
                form.orElseThrow(),
                address.orElseThrow());
    }

    /** Where there is no choice the only channel is meant, so that its faults are told as well. */
    private static Optional<Channel> channel(JsonFields body, List<Channel> offered) {
        body.require("channel");
        var word = body.text("channel", 0, 255);
        var named =
                offered.stream()
                        .filter(one -> word.filter(one.name()::equalsIgnoreCase).isPresent())
                        .findFirst();
        if (word.isPresent() && named.isEmpty()) {
            body.fault(
                    Fault.invalid(
                            "channel",
                            offered.stream()
                                    .map(one -> Channels.shown(one.name()))
                                    .collect(Collectors.joining(", ", "must be one of ", ""))));
        }
        return offered.size() == 1 ? Optional.of(offered.getFirst()) : named;
    }

    /** The test bank's profile is no real bank's. */
    private static Optional<BankProfile> profile(JsonFields body) {
        var text = body.text("bankProfile", 1, 64).orElse(BankProfile.GENERIC.name());
        var found = BankProfile.find(text).filter(BankProfile::real);
        if (found.isEmpty()) {
            body.fault(
                    Fault.invalid(
                            "bankProfile",
                            "must be one of " + String.join(", ", BankProfile.names())));
        }
        return found;
    }

    StoredConnection made(UUID id, Instant now) {
        var connection =
                new Connection(
                        id, name, bic, Connection.thirdParty(bic), profile, channel, address);
        return StoredConnection.made(connection, now);
    }

    /** Those that their channel cannot have here, then those that are too many. */
    static Map<UUID, Refusal> refused(Tx tx, List<Request<NewConnection>> requests) {
        var room = Cap.TOO_MANY_CONNECTIONS.room(tx);
        var refused = new HashMap<UUID, Refusal>();
        for (var one : requests) {
            var form = one.input().form();
            form.unavailable().or(room::take).ifPresent(why -> refused.put(one.id(), why));
        }
        return refused;
    }
}
