using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Database;

namespace ElectronicApplication.Host.Verbs;

/// <summary>What a backup folder holds, with the SHA-256 of every file. The key file is not in it: without the keys a backup tells nobody anything.</summary>
internal sealed record BackupManifest(int Format, DatabaseProvider Provider, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Files)
{
    public const string FileName = "manifest.json";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>Database and attachments into an empty folder, while the program runs. Attachments are written before the rows that name them, so those copied after the database's snapshot are never too few.</summary>
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
        Copy(Path.Combine(settings.DataDirectory, "attachments"), Path.Combine(directory, "attachments"));

        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(directory, f).Replace('\\', '/'), BackupManifest.Sha256);
        var manifest = new BackupManifest(1, settings.Database.Provider, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), files);
        await File.WriteAllTextAsync(Path.Combine(directory, BackupManifest.FileName), JsonSerializer.Serialize(manifest, BackupManifest.Json));
        Console.WriteLine($"{files.Count} files written to {directory}. Keep the key file {settings.KeyFile} separately: nothing can be read without it.");
        return 0;
    }

    internal static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
