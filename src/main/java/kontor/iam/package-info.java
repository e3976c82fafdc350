/**
 * Identity and access management: organizations, their roles, and their users, people and programs.
 *
 * <p>A user has one role. A role is a set of permissions such as {@code accounts:read}, which can
 * be limited to some own accounts. A program has an access key and a secret, a person signs in with
 * an identity of the installation (room {@code identities}).
 *
 * <pre>
 * person:   INVITED -> ACTIVE -> REVOKED    an invitation is accepted once, within 7 days
 *           INVITED -> REVOKED
 * program:  ACTIVE -> REVOKED
 * role:     live -> deleted                 only when no user has it and nothing else names it
 * </pre>
 *
 * <p>Nobody grants more than they have: see {@link kontor.iam.Governance}. The owner role has every
 * permission, and there is always a user in it.
 *
 * <p>Tables: {@code organizations}, {@code roles}, {@code users}, {@code credentials} of programs
 * (written here, read by {@code signin}), and the first row of each organization in {@code feeds}.
 */
@NullMarked
package kontor.iam;

import org.jspecify.annotations.NullMarked;
