/**
 * Pages of the settings: the organization with its entities and accounts, people and programs,
 * roles, approval chains, metadata keys, exchange rates, and the audit log.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room. A secret stands on the
 * answer to the form that made it and nowhere else: in no notice, no cookie, no second answer.
 */
@NullMarked
package kontor.settingspages;

import org.jspecify.annotations.NullMarked;
