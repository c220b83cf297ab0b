package org.ignition.source;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's surroundings, made so that reading a repository only reads: no git program is started to
 * find the system's configuration, no probe files are written to measure the file system (which
 * takes seconds besides), and no filter program is run.
 */
final class QuietGit extends SystemReader.Delegate {

  /** Coarser than any file system in use; costs a second look at files changed just now. */
  static final long TIMESTAMP_SECONDS = 2;

  private QuietGit(SystemReader usual) {
    super(usual);
  }

  /** Puts it in place; JGit has one for the whole process. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietGit)) {
      SystemReader.setInstance(new QuietGit(SystemReader.getInstance()));
    }
  }

  /** Takes every filter out of {@code config}, in memory only. */
  static void dropFilters(Config config) {
    config
        .getSubsections(ConfigConstants.CONFIG_FILTER_SECTION)
        .forEach(name -> config.unsetSection(ConfigConstants.CONFIG_FILTER_SECTION, name));
  }

  /** The user's file counts, since it names the files that the user ignores everywhere. */
  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new UserConfig(parent, super.openUserConfig(parent, fs).getFile(), fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new AbsentConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new AbsentConfig(parent, fs);
  }

  /** The user's, without filters, and claiming that every file system was measured before. */
  private static final class UserConfig extends FileBasedConfig {
    UserConfig(Config parent, File file, FS fs) {
      super(parent, file, fs);
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
      super.load();
      dropFilters(this);
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long fallback, TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? unit.convert(TIMESTAMP_SECONDS, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, fallback, unit);
    }
  }

  /** One without a file. */
  private static final class AbsentConfig extends FileBasedConfig {
    AbsentConfig(Config parent, FS fs) {
      super(parent, new File("absent"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
