using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What can be read of a value by a path; a list has the shape of its elements.</summary>
/// <param name="isRow">The members are fields of a group.</param>
internal sealed class ReadShape(IReadOnlyDictionary<string, ReadShape> members, bool isRow)
{
    /// <summary>A number, a text, a date.</summary>
    public static readonly ReadShape Plain = new(ReadOnlyDictionary<string, ReadShape>.Empty, isRow: false);

    /// <summary>Only running would tell.</summary>
    public static readonly ReadShape Unknown = new(ReadOnlyDictionary<string, ReadShape>.Empty, isRow: false);

    public IReadOnlyDictionary<string, ReadShape> Members { get; } = members;

    public bool IsRow { get; } = isRow;

    public bool IsUnknown => ReferenceEquals(this, Unknown);
}

/// <summary>The names that the expressions of a definition can read, and what stands behind them.</summary>
internal sealed class ReadNames
{
    private readonly Dictionary<string, ReadShape> _shapes = new(StringComparer.Ordinal)
    {
        ["facts"] = Context(["receiptNumber", "arrivedAt", "arrivedOn", "procedureCode", "formVersion", "payloadSha256", "residentNumber", "decision", "decidedOn", "externalId"], ("attachments", Context(["name", "sha256"]))),
        ["card"] = Context(["name", "address", "birthDate", "sex", "serialNumber"]),
        ["today"] = ReadShape.Plain,
    };

    private readonly HashSet<string> _inRows = new(StringComparer.Ordinal);

    public ReadNames(TreeIndex index)
    {
        foreach (var table in index.Tables)
            _shapes.TryAdd(table.Id, Output(table));
        var rows = new Dictionary<JsonObject, Dictionary<string, ReadShape>>(ReferenceEqualityComparer.Instance);
        foreach (var field in index.Fields)
        {
            var shape = field.Type == FieldType.Group
                ? new ReadShape(rows[field.Json] = new(StringComparer.Ordinal), isRow: true)
                : Shape(field.Type);
            _shapes.TryAdd(field.Id, shape);
            if (field.Group is not null && _inRows.Add(field.Id) && rows.TryGetValue(field.Group.Json, out var members))
                members[field.Id] = shape;
        }
    }

    public ReadShape Shape(string name) => _shapes.GetValueOrDefault(name) ?? ReadShape.Unknown;

    public bool IsName(string name) => _shapes.ContainsKey(name);

    public bool IsInRow(string name) => _inRows.Contains(name);

    private static ReadShape Shape(FieldType? type) => type switch
    {
        FieldType.Calculated or null => ReadShape.Unknown,
        { } known when FieldParts.Of(known) is { Count: > 0 } parts => Context([.. parts.Select(part => part.Name), .. Composites.Derived(known, _ => true)]),
        _ => ReadShape.Plain,
    };

    /// <summary>Several outputs give a context with their names.</summary>
    private static ReadShape Output(TreeTable table) =>
        table.Json.Objects("outputs").Select(output => output.Text("name")).OfType<string>().ToArray() is { Length: > 1 } names ? Context(names) : ReadShape.Plain;

    private static ReadShape Context(string[] plain, params (string Name, ReadShape Shape)[] others)
    {
        var members = new Dictionary<string, ReadShape>(StringComparer.Ordinal);
        foreach (var name in plain)
            members[name] = ReadShape.Plain;
        foreach (var (name, shape) in others)
            members[name] = shape;
        return new ReadShape(members, isRow: false);
    }
}
