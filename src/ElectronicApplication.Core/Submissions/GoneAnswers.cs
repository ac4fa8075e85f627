using System.Text.Json.Nodes;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>An answer to a question that the form no longer asks.</summary>
/// <param name="Whole">The group or the composite field that it stood in.</param>
/// <param name="Row">From 0, in a group.</param>
/// <param name="Field">The field as it was: its label, and what the codes of its answers mean.</param>
public sealed record GoneAnswer(FieldDefinition? Whole, int? Row, FieldDefinition Field, JsonNode Value);

/// <summary>Finds what a person wrote that the present form has no place for, with the words of the version that asked for it.</summary>
internal sealed class GoneAnswers(ProcedureCatalog catalog)
{
    /// <summary>Only drafts that came from another version have any; the earlier versions are compiled once and kept.</summary>
    public async Task<IReadOnlyList<GoneAnswer>> FindAsync(JsonObject answers, CompiledVersion version, CancellationToken cancel)
    {
        var gone = new List<GoneAnswer>();
        var present = MovedAnswers.Fields(version.Plan);
        foreach (var (key, value) in answers)
        {
            if (value is null)
                continue;
            var (id, number) = MovedAnswers.Parse(key);
            var now = number is null ? present.FirstOrDefault(f => f.Id == id) : null;
            if (now is { TakesAnswer: true })
            {
                foreach (var (row, name, inner) in Inside(now, value))
                    Add(gone, await EarlierAsync(version, MovedAnswers.Parse(name).Number, f => f.Id == id && Has(f, MovedAnswers.Parse(name).Id), cancel), row, name, inner);
            }
            else
                AddWhole(gone, await EarlierAsync(version, number, f => f.Id == id && f.TakesAnswer, cancel), id, value);
        }
        return gone;
    }

    /// <summary>Of a field that is still there: answers in its rows and parts that it has no place for.</summary>
    private static IEnumerable<(int? Row, string Name, JsonNode Value)> Inside(FieldDefinition now, JsonNode value)
    {
        if (now.IsComposite && value is JsonObject parts)
            foreach (var (name, part) in parts)
                if (part is not null && !now.Parts.Any(p => p.Id == name))
                    yield return (null, name, part);
        if (now.Type != FieldType.Group || value is not JsonArray rows)
            yield break;
        for (var i = 0; i < rows.Count; i++)
            foreach (var (name, inner) in rows[i] as JsonObject ?? [])
                if (inner is not null && !now.Fields.Any(f => f.Id == name && f.TakesAnswer))
                    yield return (i, name, inner);
    }

    private static bool Has(FieldDefinition whole, string name) => (whole.IsComposite ? whole.Parts : whole.Fields).Any(f => f.Id == name);

    private static void Add(List<GoneAnswer> gone, FieldDefinition? whole, int? row, string name, JsonNode value) =>
        gone.Add(new(whole, row, (row is null ? whole?.Parts : whole?.Fields)?.FirstOrDefault(f => f.Id == MovedAnswers.Parse(name).Id) ?? Nameless(name), value));

    private static void AddWhole(List<GoneAnswer> gone, FieldDefinition? field, string id, JsonNode value)
    {
        if (field is { Type: FieldType.Group } && value is JsonArray rows)
        {
            for (var i = 0; i < rows.Count; i++)
                foreach (var (name, inner) in rows[i] as JsonObject ?? [])
                    if (inner is not null)
                        Add(gone, field, i, name, inner);
        }
        else
            gone.Add(new(null, null, field ?? Nameless(id), value));
    }

    private async Task<FieldDefinition?> EarlierAsync(CompiledVersion version, int? number, Func<FieldDefinition, bool> matches, CancellationToken cancel)
    {
        if (await catalog.StandingAsync(version.Procedure.Code, cancel) is not { } standing)
            return null;
        foreach (var earlier in standing.Versions.Where(v => number is null ? v.Number < version.Number : v.Number == number).Reverse())
            if (await catalog.TryVersionAsync(earlier.Id, cancel) is { } known && MovedAnswers.Fields(known.Plan).FirstOrDefault(matches) is { } field)
                return field;
        return null;
    }

    private static FieldDefinition Nameless(string id) => new() { Id = id, Type = FieldType.Text, Label = new LocalizedText(id) };
}
