/**
 * Our own client of the OCI distribution protocol (distribution-spec 1.1.1).
 *
 * <p>From the bottom up: {@code Wire} sends one request and watches for stalls; {@code Authorizer}
 * knows what to send as {@code Authorization}; {@code RemoteRegistry} puts redirects, logins and
 * retries together for one host; {@code RemoteBlobs}, {@code RemoteManifests}, {@code RemoteTags}
 * and {@code RemoteReferrers} speak the protocol; {@code RegistryClient} is the way in.
 */
@NullMarked
package org.ignition.registry.client;

import org.jspecify.annotations.NullMarked;
