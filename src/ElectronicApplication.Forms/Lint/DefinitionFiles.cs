namespace ElectronicApplication.Forms.Lint;

/// <summary>The files of one procedure as they stand in its folder.</summary>
public sealed record DefinitionFiles(ReadOnlyMemory<byte> Procedure, ReadOnlyMemory<byte> Form)
{
    public const string ProcedureFile = "procedure.json";

    public const string FormFile = "form.json";

    public const string MappingFile = "mapping.json";

    public ReadOnlyMemory<byte>? Mapping { get; init; }

    /// <summary>Files of <c>samples/</c> by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Samples { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Other JSON files of the folder by name: schemas of the targets that <c>mapping.json</c> names.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Neighbours { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Reads the folder of one procedure. Files that are missing are empty, which the lint reports.</summary>
    public static DefinitionFiles Read(string folder)
    {
        return new DefinitionFiles(Bytes(ProcedureFile) ?? default, Bytes(FormFile) ?? default)
        {
            Mapping = Bytes(MappingFile),
            Samples = Directory.Exists(Path.Combine(folder, "samples")) ? All(Path.Combine(folder, "samples")) : new Dictionary<string, ReadOnlyMemory<byte>>(),
            Neighbours = All(folder).Where(file => file.Key is not (ProcedureFile or FormFile or MappingFile)).ToDictionary(),
        };

        // An array that is null would become memory that is empty, and a mapping that is missing one that is broken.
        ReadOnlyMemory<byte>? Bytes(string name) => File.Exists(Path.Combine(folder, name)) ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(Path.Combine(folder, name)) : null;

        static Dictionary<string, ReadOnlyMemory<byte>> All(string folder) =>
            Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileName(file), file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));
    }
}
