using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Database;

namespace ElectronicApplication.Host.Verbs;

/// <summary>What a backup folder holds, with the SHA-256 of every file, and how many files went while they were being copied. The key file is not in it: without the keys a backup tells nobody anything.</summary>
internal sealed record BackupManifest(int Format, DatabaseProvider Provider, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Files, int Vanished)
{
    public const string FileName = "manifest.json";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>Database and attachments into an empty folder, while the program runs. Attachments are written before the rows that name them, so those copied after the database's snapshot are never too few; one that a person took away in between is left out and counted.</summary>
internal static class BackupVerb
{
    public static async Task<int> ExecuteAsync(string directory, string[] options)
    {
        directory = Path.GetFullPath(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            await Console.Error.WriteLineAsync($"{directory} is not empty. Name a new folder.");
            return 2;
        }
        await using var app = RunningHost.BuildForVerb(options);
        var settings = app.Services.GetRequiredService<HostSettings>();
        Directory.CreateDirectory(directory);
        await DatabaseFiles.DumpAsync(settings.Database, Path.Combine(directory, DatabaseFiles.Name(settings.Database.Provider)));
        var vanished = Copy(Path.Combine(settings.DataDirectory, "attachments"), Path.Combine(directory, "attachments"));

        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(directory, f).Replace('\\', '/'), BackupManifest.Sha256);
        var manifest = new BackupManifest(1, settings.Database.Provider, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), files, vanished);
        await File.WriteAllTextAsync(Path.Combine(directory, BackupManifest.FileName), JsonSerializer.Serialize(manifest, BackupManifest.Json));
        Console.WriteLine($"{files.Count} files written to {directory}. Keep the key file {settings.KeyFile} separately: nothing can be read without it.");
        if (vanished > 0)
            Console.WriteLine($"{vanished} attachments were deleted while they were being copied and are not in it.");
        return 0;
    }

    /// <returns>How many files were gone when their turn came: the program deletes papers while this runs.</returns>
    internal static int Copy(string from, string to)
    {
        var vanished = 0;
        if (!Directory.Exists(from))
            return vanished;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            try
            {
                // Shared with a writer: a file that is still being written has no row in the snapshot yet, so that a part of it does no harm.
                using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using var copy = new FileStream(target, FileMode.Create, FileAccess.Write);
                source.CopyTo(copy);
            }
            catch (FileNotFoundException)
            {
                vanished++;
            }
        }
        return vanished;
    }
}
