using System.Text.Json;

namespace ElectronicApplication.Host.Verbs;

/// <summary>Puts a backup into an empty database and data folder, after every file's hash was found right. It never overwrites.</summary>
internal static class RestoreVerb
{
    public static async Task<int> ExecuteAsync(string directory, string[] options)
    {
        directory = Path.GetFullPath(directory);
        var manifestFile = Path.Combine(directory, BackupManifest.FileName);
        if (!File.Exists(manifestFile))
            return await RefuseAsync($"{directory} holds no backup ({BackupManifest.FileName} is missing).");
        var manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllBytesAsync(manifestFile), BackupManifest.Json)!;
        foreach (var (name, sha256) in manifest.Files)
        {
            var file = Path.GetFullPath(Path.Combine(directory, name));
            if (!file.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file) || BackupManifest.Sha256(file) != sha256)
                return await RefuseAsync($"{name} is missing or was changed since the backup. Nothing was restored.");
        }

        await using var app = RunningHost.BuildForVerb(options);
        var settings = app.Services.GetRequiredService<HostSettings>();
        if (manifest.Provider != settings.Database.Provider)
            return await RefuseAsync($"The backup is of {manifest.Provider}, the settings say {settings.Database.Provider}.");
        var attachments = Path.Combine(settings.DataDirectory, "attachments");
        if (Directory.Exists(attachments) && Directory.EnumerateFiles(attachments, "*", SearchOption.AllDirectories).Any())
            return await RefuseAsync($"{attachments} is not empty. Restore into an empty data folder.");
        if (await DatabaseFiles.LoadAsync(settings.Database, Path.Combine(directory, DatabaseFiles.Name(manifest.Provider))) is { } reason)
            return await RefuseAsync(reason);
        if (BackupVerb.Copy(Path.Combine(directory, "attachments"), attachments) is var gone and > 0)
            return await RefuseAsync($"{gone} attachments went from {directory} while they were being restored. Begin again with an empty database and data folder.");
        Console.WriteLine($"Restored what was backed up at {manifest.MadeAt:O}. Run \"audit verify\" and \"doctor\" before opening the doors.");
        return 0;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }
}
