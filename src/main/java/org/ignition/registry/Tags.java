package org.ignition.registry;

import java.util.Set;
import org.ignition.image.Tag;

/** The tags of one repository (distribution-spec 1.1.1, "Listing Tags"). */
public interface Tags {

  /**
   * Every tag, through as many pages as it takes; empty when the repository does not exist yet.
   *
   * @throws org.ignition.failure.RemoteException when the registry does not answer, or never ends
   */
  Set<Tag> list();
}
