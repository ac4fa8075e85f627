using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Packages;

/// <summary>Where a package comes from.</summary>
/// <param name="Municipality">Name of the municipality that exports.</param>
/// <param name="Product">Name and version of the program, as free text.</param>
public sealed record PackageOrigin(DateTimeOffset ExportedAt, string Municipality, string Product);

/// <summary>
/// One procedure as a file that another municipality imports: a .zip with <c>manifest.json</c> and the files of the procedure's folder as they
/// stand. The checksums find damage on the way; they prove no author.
/// </summary>
public sealed record ProcedurePackage(string Code, LocalizedText Title, PackageOrigin Origin, DefinitionFiles Files)
{
    public const string Format = "electronicapplication-procedure";
    public const int Version = 1;
    internal const string ManifestFile = "manifest.json";

    /// <summary>JSON files in further folders, by path. This version has no use for them; they are kept for the one that has.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Others { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Keys of the manifest that this version does not know.</summary>
    public IReadOnlyDictionary<string, JsonNode?> FurtherKeys { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>The same files from the same origin give the same bytes.</summary>
    /// <exception cref="DefinitionException">The procedure says neither its code nor its title.</exception>
    public static byte[] Write(DefinitionFiles files, PackageOrigin origin)
    {
        var procedure = ProcedureDefinition.Parse(files.Procedure);
        return new ProcedurePackage(procedure.Code, procedure.Title, origin, files).Write();
    }

    /// <summary>As read, also with what this version does not know.</summary>
    public byte[] Write()
    {
        var parts = Parts();
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            Add(zip, ManifestFile, Encoding.UTF8.GetBytes(Manifest(parts).ToJsonString(JapaneseJson.Indented) + "\n"));
            foreach (var (name, bytes) in parts)
                Add(zip, name, bytes);
        }
        return stream.ToArray();
    }

    /// <summary>Refuses what is damaged, hostile or of a version that nobody here knows; then nothing is imported.</summary>
    public static PackageReading Read(Stream zip) => PackageReader.Read(zip);

    /// <summary>
    /// A copy in which the offices and core systems of the exporting municipality are those of the importing one. Names without a counterpart
    /// stay as they are and are listed; call it with empty maps to learn which names there are.
    /// </summary>
    public MappedPackage MappedTo(IReadOnlyDictionary<string, PackageOffice> offices, IReadOnlyDictionary<string, string> systems) => PackageMapping.Apply(this, offices, systems);

    /// <summary>The files by their place in the package, in ordinal order.</summary>
    internal SortedDictionary<string, ReadOnlyMemory<byte>> Parts()
    {
        var parts = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["procedure.json"] = Files.Procedure, ["form.json"] = Files.Form };
        if (Files.Mapping is { } mapping)
            parts["mapping.json"] = mapping;
        foreach (var (name, bytes) in Files.Samples)
            parts[$"samples/{name}"] = bytes;
        foreach (var (name, bytes) in Files.Neighbours.Concat(Others))
            parts[name] = bytes;
        return parts;
    }

    internal static string Hash(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    /// <summary>SHA-256 over the lines <c>hash, two spaces, name, line feed</c> of all files in ordinal order, as sha256sum writes them.</summary>
    internal static string HashOfAll(IEnumerable<(string Name, string Hash)> files) =>
        Hash(Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Hash}  {file.Name}\n"))));

    private JsonObject Manifest(SortedDictionary<string, ReadOnlyMemory<byte>> parts)
    {
        var hashes = parts.Select(part => (part.Key, Hash(part.Value))).ToList();
        var manifest = new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["code"] = Code,
            ["title"] = Title.ToJson(),
            ["exportedAt"] = Origin.ExportedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["municipality"] = Origin.Municipality,
            ["product"] = Origin.Product,
            ["files"] = new JsonArray([.. hashes.Select(file => (JsonNode)new JsonObject { ["name"] = file.Key, ["sha256"] = file.Item2 })]),
            ["sha256"] = HashOfAll(hashes),
        };
        foreach (var (key, value) in FurtherKeys)
            manifest.TryAdd(key, value?.DeepClone());
        return manifest;
    }

    private static void Add(ZipArchive zip, string name, ReadOnlyMemory<byte> bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // The clock of the machine would make every package different.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var target = entry.Open();
        target.Write(bytes.Span);
    }
}

/// <summary>A package, or the reason why there is none: <see cref="DefinitionProblem.File"/> names the file of the package.</summary>
public sealed record PackageReading(ProcedurePackage? Package, DefinitionProblem? Problem);
