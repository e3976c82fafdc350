package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.exchangerates.Rates;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * Which payments a chain applies to: those for which every part holds. {@code amount}, {@code
 * creatorRoleId} and {@code initiatingEntityId} are the API's, the other parts are Kontor's own.
 *
 * @param creatorRoleId the role in which the payment was made
 * @param initiatingEntityId the holder of the own account
 * @param accountId the own account
 */
record TriggerCondition(
        Equality<PaymentType> paymentType,
        Optional<AmountCondition> amount,
        Equality<Currency> currency,
        Equality<UUID> creatorRoleId,
        Equality<UUID> creatorUserId,
        Equality<UUID> initiatingEntityId,
        Equality<UUID> accountId) {

    /** No condition: the chain applies to every payment. */
    static final TriggerCondition ALWAYS =
            new TriggerCondition(
                    Equality.any(),
                    Optional.empty(),
                    Equality.any(),
                    Equality.any(),
                    Equality.any(),
                    Equality.any(),
                    Equality.any());

    private static final String PAYMENT_TYPE = "paymentType";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String ROLE = "creatorRoleId";
    private static final String USER = "creatorUserId";
    private static final String ENTITY = "initiatingEntityId";
    private static final String ACCOUNT = "accountId";

    Verdict judge(Subject payment, Rates rates) {
        boolean others =
                paymentType.holds(payment.type())
                        && currency.holds(payment.amount().currency())
                        && creatorRoleId.holds(payment.creator().roleId())
                        && creatorUserId.holds(payment.creator().userId())
                        && initiatingEntityId.holds(payment.entityId())
                        && accountId.holds(payment.accountId());
        if (!others) {
            return Verdict.FAILS;
        }
        return amount.map(condition -> condition.judge(payment.amount(), rates))
                .orElse(Verdict.HOLDS);
    }

    static TriggerCondition read(JsonFields body, String name) {
        return body.object(name).map(TriggerCondition::read).orElse(ALWAYS);
    }

    private static TriggerCondition read(JsonFields fields) {
        fields.knowsOnly(PAYMENT_TYPE, AMOUNT, CURRENCY, ROLE, USER, ENTITY, ACCOUNT);
        return new TriggerCondition(
                Equality.read(
                        fields,
                        PAYMENT_TYPE,
                        "CREDIT_TRANSFER or DIRECT_DEBIT",
                        TriggerCondition::paymentType),
                AmountCondition.read(fields, AMOUNT),
                Equality.read(
                        fields,
                        CURRENCY,
                        "a currency of ISO 4217, three capital letters",
                        Currency::find),
                ids(fields, ROLE),
                ids(fields, USER),
                ids(fields, ENTITY),
                ids(fields, ACCOUNT));
    }

    private static Equality<UUID> ids(JsonFields fields, String name) {
        return Equality.read(fields, name, "an id", Ids::parse);
    }

    private static Optional<PaymentType> paymentType(String text) {
        return PaymentType.single().stream()
                .filter(type -> type.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    ObjectNode view() {
        var view = Json.object();
        paymentType.writeTo(view, PAYMENT_TYPE, PaymentType::name);
        amount.ifPresent(condition -> view.set(AMOUNT, condition.view()));
        currency.writeTo(view, CURRENCY, Currency::code);
        creatorRoleId.writeTo(view, ROLE, UUID::toString);
        creatorUserId.writeTo(view, USER, UUID::toString);
        initiatingEntityId.writeTo(view, ENTITY, UUID::toString);
        accountId.writeTo(view, ACCOUNT, UUID::toString);
        return view;
    }

    /** Every id in it, with its place in the condition. */
    Stream<NamedId> named() {
        return Stream.of(
                        named(KnownIds.Kind.ROLE, ROLE, creatorRoleId),
                        named(KnownIds.Kind.USER, USER, creatorUserId),
                        named(KnownIds.Kind.ENTITY, ENTITY, initiatingEntityId),
                        named(KnownIds.Kind.ACCOUNT, ACCOUNT, accountId))
                .flatMap(ids -> ids);
    }

    private static Stream<NamedId> named(KnownIds.Kind kind, String name, Equality<UUID> ids) {
        return Stream.concat(
                named(kind, name + ".in.", ids.in()), named(kind, name + ".notIn.", ids.notIn()));
    }

    private static Stream<NamedId> named(KnownIds.Kind kind, String place, List<UUID> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new NamedId(kind, place + i, ids.get(i)));
    }
}
