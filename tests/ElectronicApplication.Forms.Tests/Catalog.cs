using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Reads the catalogue of the repository.</summary>
internal static class Catalog
{
    private static readonly ConcurrentDictionary<string, FormPlan> Plans = new();

    public static string Folder { get; } = Find();

    public static EvaluationInput Today { get; } = new(new DateOnly(2026, 11, 21), null, []);

    public static ReadOnlyMemory<byte> Bytes(string code, string file) => File.ReadAllBytes(Path.Combine(Folder, code, file));

    /// <summary>Schemas and layouts beside the mapping.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Neighbours(string code) => Lint.DefinitionFiles.Read(Path.Combine(Folder, code)).Neighbours;

    public static JsonObject Sample(string code, string file) => (JsonObject)JsonNode.Parse(Bytes(code, Path.Combine("samples", file)).Span)!["answers"]!.DeepClone();

    public static FormPlan Plan(string code) => Plans.GetOrAdd(code, _ =>
        FormPlan.Compile(ProcedureDefinition.Parse(Bytes(code, "procedure.json")), FormDefinition.Parse(Bytes(code, "form.json"))));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(SourceFile())!); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "forms-catalog")))
                return Path.Combine(folder.FullName, "forms-catalog");
        throw new DirectoryNotFoundException("forms-catalog was not found above the tests.");
    }

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
