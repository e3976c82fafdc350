package kontor.paymentpages;

import kontor.assents.Assents;
import kontor.db.Database;
import kontor.forms.Deeds;
import kontor.pageparts.ApprovalWords;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Pages;
import kontor.warnings.Warnings;

/**
 * What pages of both kinds of payments ask.
 *
 * @param database for requests
 */
public record PaymentDesk(
        Pages pages,
        Database database,
        Deeds deeds,
        OwnAccounts accounts,
        Moments moments,
        ApprovalWords words,
        Warnings warnings,
        Assents assents) {}
