package kontor.payments;

/**
 * A kind of file as which payments leave for banks.
 *
 * @param name tells it from other files of the same payments, e.g. {@code sepa}
 * @param which SQL condition on {@code p}: the payments of the table that leave so
 */
public record PaymentFileKind(String name, String which) {}
