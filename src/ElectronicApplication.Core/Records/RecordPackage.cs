using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Records;

/// <summary>
/// The file of a case as one archive for a document-management system: index.html for people, index.json and index.csv for machines, the files, and sha256sums.txt over
/// all of them (readable by sha256sum -c). The hash of that list is kept in the audit: a package can be told from an altered one as long as the audit stands.
/// </summary>
public static class RecordPackage
{
    private const string Sums = "sha256sums.txt";
    private const int MaxEntries = 10_000;
    private const long MaxBytes = 2L * 1024 * 1024 * 1024;

    /// <param name="manifestSha256">Of sha256sums.txt.</param>
    internal static byte[] Write(OpenedSubmission opened, IReadOnlyList<RecordFile> files, string? purpose, bool withRows, DateTime now, out string manifestSha256)
    {
        var hashed = files.Select(f => (File: f, Sha256: Hash(f.Bytes))).ToList();
        var index = new JsonObject
        {
            ["receiptNumber"] = opened.Submission.ReceiptNumber, ["procedure"] = opened.Submission.ProcedureCode, ["procedureTitle"] = opened.Version.Procedure.Title.Ja, ["formVersion"] = opened.Version.Number,
            ["office"] = opened.Submission.OfficeId, ["submittedAt"] = Moment(opened.Submission.SubmittedAt), ["arrivedAt"] = opened.Submission.ArrivedAt is { } arrived ? Moment(arrived) : null,
            ["status"] = opened.Submission.Status.ToString(), ["closedAt"] = opened.Submission.IsClosed ? Moment(opened.Submission.UpdatedAt) : null, ["retention"] = opened.Version.Procedure.Retention?.ToString(),
            ["madeAt"] = Moment(now), ["purpose"] = purpose, ["isIntact"] = opened.IsIntact,
            ["files"] = new JsonArray([.. hashed.Select(f => (JsonNode)new JsonObject { ["path"] = f.File.Path, ["title"] = f.File.Title, ["contentType"] = f.File.ContentType, ["size"] = f.File.Bytes.Length, ["sha256"] = f.Sha256 })]),
        };
        var csv = new StringBuilder("\uFEFFファイル,内容,種類,大きさ,SHA-256\r\n");
        foreach (var (file, sha256) in hashed)
            csv.AppendJoin(',', new[] { file.Path, file.Title, file.ContentType, file.Bytes.Length.ToString(CultureInfo.InvariantCulture), sha256 }.Select(Csv.Cell)).Append("\r\n");
        List<(string Path, byte[] Bytes)> all =
        [
            ("index.html", RecordHtml.Index(opened, hashed, purpose, withRows)), ("index.json", JsonSerializer.SerializeToUtf8Bytes(index, CanonicalJson.Readable)), ("index.csv", Encoding.UTF8.GetBytes(csv.ToString())),
            .. files.Select(f => (f.Path, f.Bytes)),
        ];
        var sums = Encoding.UTF8.GetBytes(string.Concat(all.Select(f => $"{Hash(f.Bytes)}  {f.Path}\n")));
        manifestSha256 = Hash(sums);
        return Zip([.. all, (Sums, sums)], now);
    }

    internal static byte[] Zip(IEnumerable<(string Path, byte[] Bytes)> files, DateTime now)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(now, TimeSpan.Zero).ToOffset(JapanTime.Offset);
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        return memory.ToArray();
    }

    /// <returns>What is wrong, in words; empty when every file is what the list says. Null when it is no package at all.</returns>
    public static IReadOnlyList<string>? Verify(Stream package, out string? manifestSha256)
    {
        manifestSha256 = null;
        try
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read);
            if (zip.GetEntry(Sums) is not { Length: < 4 * 1024 * 1024 } list || zip.Entries.Count > MaxEntries || zip.Entries.Sum(e => e.Length) > MaxBytes)
                return null;
            var sums = Bytes(list);
            manifestSha256 = Hash(sums);
            List<string> wrong = [];
            var named = new HashSet<string>(StringComparer.Ordinal) { Sums };
            foreach (var line in Encoding.UTF8.GetString(sums).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length < 67 || line[64..66] != "  ")
                    return null;
                var (hash, path) = (line[..64], line[66..]);
                named.Add(path);
                if (zip.GetEntry(path) is not { } entry)
                    wrong.Add($"「{path}」がありません。");
                else if (Hash(entry) != hash)
                    wrong.Add($"「{path}」の内容が一覧と違います。");
            }
            wrong.AddRange(zip.Entries.Where(e => !named.Contains(e.FullName)).Select(e => $"「{e.FullName}」は一覧にありません。"));
            if (zip.Entries.GroupBy(e => e.FullName).FirstOrDefault(g => g.Count() > 1) is { } twice)
                wrong.Add($"「{twice.Key}」が二つあります。");
            return wrong;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Hash(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Moment(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
