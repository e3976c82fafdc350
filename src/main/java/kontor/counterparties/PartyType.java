package kontor.counterparties;

/** The legal nature of a counterparty, as in the API. */
public enum PartyType {
    INDIVIDUAL,
    COMPANY
}
