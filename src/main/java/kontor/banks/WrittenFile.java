package kontor.banks;

import java.math.BigDecimal;

/**
 * What was written into a file.
 *
 * @param messageName ISO 20022 name and version, e.g. {@code pain.008.001.08}
 * @param transactions how many payments
 * @param controlSum sum of their amounts in decimals, whatever the currency
 */
public record WrittenFile(String messageName, int transactions, BigDecimal controlSum) {}
