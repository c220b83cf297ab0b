package org.ignition.ssh;

import org.ignition.failure.RemoteException;

/**
 * Why a host connects nobody to an address.
 *
 * @param failure what to tell the user
 * @param banned whether the host does not want to, instead of nobody listening there
 */
public record ForwardRefusal(RemoteException failure, boolean banned) {}
