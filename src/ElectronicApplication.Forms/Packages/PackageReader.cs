using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Packages;

/// <summary>Reads a package from a stranger: within bounds, and only if everything in it is as its manifest says.</summary>
internal static class PackageReader
{
    private const int MaxFiles = 200;
    private const int MaxBytes = 10 * 1024 * 1024;
    private const int MaxName = 200;

    private static readonly HashSet<string> Known = ["format", "version", "code", "title", "exportedAt", "municipality", "product", "files", "sha256"];

    public static PackageReading Read(Stream zip)
    {
        try
        {
            return new PackageReading(Whole(Unpacked(zip)), null);
        }
        catch (DefinitionException exception)
        {
            return new PackageReading(null, exception.Problems[0]);
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Unpacked(Stream stream)
    {
        try
        {
            using var packed = new MemoryStream(Bounded(stream, MaxBytes, "zip"), writable: false);
            using var zip = new ZipArchive(packed, ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxFiles)
                throw Refused("zip", "$", $"ファイルが多すぎます（{MaxFiles} 個まで）。", $"There are too many files (limit {MaxFiles}).");
            var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
            var left = MaxBytes;
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName;
                if (name.Length is 0 or > MaxName || name.Any(c => c is '\\' or ':' || char.IsControl(c)) || name.TrimEnd('/').Split('/').Any(part => part is "" or "." or ".."))
                    throw Refused(name, "$", "パッケージの外を指すか、使えない名前のファイルです。取り込みません。", "This name points outside the package or cannot be used. Nothing is imported.");
                if (name.EndsWith('/'))
                    continue;
                using var source = entry.Open();
                var bytes = Bounded(source, left, name);
                left -= bytes.Length;
                if (!files.TryAdd(name, bytes))
                    throw Refused(name, "$", "同じ名前のファイルが二つあります。", "There are two files of this name.");
            }
            return files;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            throw Refused("zip", "$", "zip ファイルとして読めません。壊れているか、別の種類のファイルです。もう一度書き出してもらってください。", "This cannot be read as a zip file. It is damaged or of another kind. Ask for it to be exported again.");
        }
    }

    /// <summary>Counts what really comes; the sizes that a zip declares may lie.</summary>
    private static byte[] Bounded(Stream source, int limit, string name)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[65536];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > limit)
                throw Refused(name, "$", "大きすぎます（展開して 10 MB まで）。", "It is too large (limit 10 MB unpacked).");
        }
        return copy.ToArray();
    }

    private static ProcedurePackage Whole(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (!files.Remove(ProcedurePackage.ManifestFile, out var manifestBytes))
            throw Refused(ProcedurePackage.ManifestFile, "$", "manifest.json がありません。手続のパッケージではありません。", "There is no manifest.json, so this is no package of a procedure.");
        var manifest = Json(ProcedurePackage.ManifestFile, manifestBytes) as JsonObject ?? throw Wrong("$", "manifest.json は { } で囲んだ JSON にしてください。", "manifest.json must be a JSON object.");
        if (Text(manifest, "format") != ProcedurePackage.Format)
            throw Wrong("$.format", $"形式が「{ProcedurePackage.Format}」ではありません。手続のパッケージではありません。", $"The format is not '{ProcedurePackage.Format}', so this is no package of a procedure.");
        if (manifest["version"]?.ToJsonString() != ProcedurePackage.Version.ToString(CultureInfo.InvariantCulture))
            throw Wrong("$.version", $"パッケージの版「{manifest["version"]?.ToJsonString()}」は分かりません。読める版: {ProcedurePackage.Version}。新しい版のプログラムで取り込んでください。",
                $"The version {manifest["version"]?.ToJsonString()} of the package is not known. Known versions: {ProcedurePackage.Version}. Import it with a newer program.");
        Compare(manifest, files);
        foreach (var (name, bytes) in files)
            if (name.EndsWith(".json", StringComparison.Ordinal))
                Json(name, bytes);
            else
                throw Refused(name, "$", "JSON のファイルではありません。パッケージには JSON だけを入れてください。", "This is no JSON file. A package holds JSON only.");
        var procedure = Definition(files, "procedure.json");
        Definition(files, "form.json");
        if (Text(manifest, "code") is not { } code || code != procedure["code"]?.ToString())
            throw Wrong("$.code", "manifest.json と procedure.json の手続コードが違います。", "manifest.json and procedure.json say different procedure codes.");
        return new ProcedurePackage(code, Title(manifest), new PackageOrigin(Moment(manifest), Text(manifest, "municipality") ?? "", Text(manifest, "product") ?? ""), new DefinitionFiles(files["procedure.json"], files["form.json"])
        {
            Mapping = files.TryGetValue("mapping.json", out var mapping) ? mapping : null,
            Samples = files.Where(file => file.Key.StartsWith("samples/", StringComparison.Ordinal) && file.Key.Count(c => c == '/') == 1).ToDictionary(file => file.Key["samples/".Length..], file => file.Value),
            Neighbours = files.Where(file => !file.Key.Contains('/') && file.Key is not ("procedure.json" or "form.json" or "mapping.json")).ToDictionary(),
        })
        {
            Others = files.Where(file => file.Key.Contains('/') && !(file.Key.StartsWith("samples/", StringComparison.Ordinal) && file.Key.Count(c => c == '/') == 1)).ToDictionary(),
            FurtherKeys = manifest.Where(member => !Known.Contains(member.Key)).ToDictionary(member => member.Key, member => member.Value?.DeepClone()),
        };
    }

    private static void Compare(JsonObject manifest, Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in manifest["files"] as JsonArray ?? [])
            if (file is not JsonObject json || Text(json, "name") is not { } name || Text(json, "sha256") is not { } hash || !listed.TryAdd(name, hash.ToLowerInvariant()))
                throw Wrong("$.files", "ファイルの一覧が壊れています。もう一度書き出してもらってください。", "The list of files is broken. Ask for the package to be exported again.");
        foreach (var (name, hash) in listed)
            if (!files.ContainsKey(name))
                throw Refused(name, "$", "manifest.json にあるこのファイルが、パッケージにありません。もう一度書き出してもらってください。", "manifest.json lists this file, but it is not in the package. Ask for it to be exported again.");
            else if (ProcedurePackage.Hash(files[name]) != hash)
                throw Refused(name, "$", "検査の値（SHA-256）が manifest.json と合いません。途中で壊れたか、書き換えられています。もう一度書き出してもらってください。", "The checksum (SHA-256) is not the one in manifest.json: the file was damaged or changed. Ask for it to be exported again.");
        foreach (var name in files.Keys.Where(name => !listed.ContainsKey(name)))
            throw Refused(name, "$", "manifest.json の一覧にないファイルです。もう一度書き出してもらってください。", "This file is not in the list of manifest.json. Ask for the package to be exported again.");
        if (Text(manifest, "sha256")?.ToLowerInvariant() != ProcedurePackage.HashOfAll(listed.Select(file => (file.Key, file.Value))))
            throw Wrong("$.sha256", "全体の検査の値（SHA-256）が合いません。もう一度書き出してもらってください。", "The checksum (SHA-256) over all files is wrong. Ask for the package to be exported again.");
    }

    private static JsonNode Json(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // A BOM is no JSON, but editors write one.
            var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            var json = Utf8.IsValid(text.Span) ? JsonNode.Parse(text.Span, null, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false }) : throw new JsonException();
            // Halves of characters come to light only when the text is taken.
            _ = json?.ToJsonString();
            return json ?? JsonValue.Create("");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Refused(name, "$", "JSON として読めません。もう一度書き出してもらってください。", "This is not valid JSON. Ask for the package to be exported again.");
        }
    }

    private static JsonObject Definition(Dictionary<string, ReadOnlyMemory<byte>> files, string name)
    {
        if (!files.TryGetValue(name, out var bytes))
            throw Refused(name, "$", $"{name} がありません。手続のパッケージではありません。", $"There is no {name}, so this is no package of a procedure.");
        try
        {
            using (DefinitionJson.Open(bytes)) { }
        }
        catch (DefinitionException exception)
        {
            throw Refused(name, exception.Path, exception.MessageJa, exception.MessageEn);
        }
        return (JsonObject)Json(name, bytes);
    }

    private static LocalizedText Title(JsonObject manifest)
    {
        using var title = JsonDocument.Parse(manifest["title"]?.ToJsonString() ?? "null");
        return LocalizedText.From(title.RootElement) ?? throw Wrong("$.title", "手続の名前（title）がありません。", "The title of the procedure is missing.");
    }

    private static DateTimeOffset Moment(JsonObject manifest) => DateTimeOffset.TryParse(Text(manifest, "exportedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
        ? moment : throw Wrong("$.exportedAt", "書き出した日時（exportedAt）が読めません。", "The moment of the export (exportedAt) cannot be read.");

    private static string? Text(JsonObject json, string key) => json[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DefinitionException Wrong(string path, string ja, string en) => Refused(ProcedurePackage.ManifestFile, path, ja, en);

    private static DefinitionException Refused(string file, string path, string ja, string en) => new([new DefinitionProblem(path, ja, en) { File = file, Code = "package" }]);
}
