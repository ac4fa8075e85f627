using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Packages;

/// <summary>An office of the importing municipality.</summary>
public sealed record PackageOffice(string Code, LocalizedText Title);

public enum MappedKind { Office, System }

/// <param name="File">The file of the package in which the name stands.</param>
/// <param name="Path">The place in it: <c>$.routing.offices[2]</c>.</param>
/// <param name="From">The name in the exporting municipality.</param>
/// <param name="To">The name in the importing one; null while it has none, and then <paramref name="From"/> still stands there.</param>
/// <param name="Reason">Why it has none, when it was asked to have one: another core system has taken the place.</param>
public sealed record MappedName(MappedKind Kind, string File, string Path, string From, string? To, string? Reason = null);

/// <summary>A package in the words of the importing municipality.</summary>
public sealed record MappedPackage(ProcedurePackage Package, IReadOnlyList<MappedName> Names)
{
    public IEnumerable<MappedName> Unmapped => Names.Where(name => name.To is null);
}

/// <summary>Replaces offices and core systems. Files in which nothing changes stay byte for byte.</summary>
internal static class PackageMapping
{
    public static MappedPackage Apply(ProcedurePackage package, IReadOnlyDictionary<string, PackageOffice> offices, IReadOnlyDictionary<string, string> systems)
    {
        var names = new List<MappedName>();
        var (procedure, form) = (Parse(package.Files.Procedure), Parse(package.Files.Form));
        Offices(procedure, form, offices, names);
        var mapping = package.Files.Mapping is { } bytes ? Parse(bytes) : null;
        if (mapping is not null)
            Systems(mapping, systems, names);
        return new MappedPackage(package with
        {
            Files = package.Files with
            {
                Procedure = Bytes(procedure, "procedure.json", package.Files.Procedure),
                Form = Bytes(form, "form.json", package.Files.Form),
                Mapping = mapping is null ? package.Files.Mapping : Bytes(mapping, "mapping.json", package.Files.Mapping!.Value),
            },
        }, names);

        ReadOnlyMemory<byte> Bytes(JsonObject json, string file, ReadOnlyMemory<byte> before) =>
            names.Any(name => name.File == file && name.To is not null) ? Encoding.UTF8.GetBytes(json.ToJsonString(JapaneseJson.Indented) + "\n") : before;
    }

    private static void Offices(JsonObject procedure, JsonObject form, IReadOnlyDictionary<string, PackageOffice> offices, List<MappedName> names)
    {
        Office(procedure, "office", "officeTitle", "$.office");
        if (procedure["routing"] is not JsonObject routing)
            return;
        var known = new List<string>();
        for (var i = 0; routing["offices"] is JsonArray listed && i < listed.Count; i++)
            if (listed[i] is JsonObject office)
            {
                known.Add(office["code"]?.ToString() ?? "");
                Office(office, "code", "title", $"$.routing.offices[{i}]");
            }
        // The codes stand once more where the expression, or the table that it names, decides for one of them.
        var expression = routing["expression"]?.ToString() ?? "";
        Literal(routing, "expression", "procedure.json", "$.routing.expression", known);
        foreach (var (file, json) in new[] { ("procedure.json", procedure), ("form.json", form) })
            for (var t = 0; json["tables"] is JsonArray tables && t < tables.Count; t++)
                if (tables[t] is JsonObject table && Names(expression, table["id"]?.ToString() ?? ""))
                    Table(table, file, $"$.tables[{t}]", known);

        void Office(JsonObject json, string code, string title, string path)
        {
            if (json[code]?.ToString() is not { Length: > 0 } from)
                return;
            var to = offices.GetValueOrDefault(from);
            names.Add(new MappedName(MappedKind.Office, "procedure.json", path, from, to?.Code));
            if (to is not null)
                (json[code], json[title]) = (to.Code, to.Title.ToJson());
        }

        void Table(JsonObject table, string file, string path, List<string> codes)
        {
            for (var r = 0; table["rules"] is JsonArray rules && r < rules.Count; r++)
                for (var c = 0; rules[r]?["then"] is JsonArray then && c < then.Count; c++)
                    if (Replaced(then[c], codes) is { } text)
                        Put(then[c]!.ToString(), text, () => then[c] = text, file, $"{path}.rules[{r}].then[{c}]");
            for (var o = 0; table["outputs"] is JsonArray outputs && o < outputs.Count; o++)
                if (outputs[o] is JsonObject output)
                {
                    Literal(output, "default", file, $"{path}.outputs[{o}].default", codes);
                    Literal(output, "values", file, $"{path}.outputs[{o}].values", codes);
                    for (var v = 0; output["values"] is JsonArray values && v < values.Count; v++)
                        if (Replaced(values[v], codes) is { } text)
                            Put(values[v]!.ToString(), text, () => values[v] = text, file, $"{path}.outputs[{o}].values[{v}]");
                }
        }

        void Literal(JsonObject json, string key, string file, string path, List<string> codes)
        {
            if (Replaced(json[key], codes) is { } text)
                Put(json[key]!.ToString(), text, () => json[key] = text, file, path);
        }

        void Put(string from, string to, Action put, string file, string path)
        {
            names.Add(new MappedName(MappedKind.Office, file, path, from, to));
            put();
        }

        // In one pass, so that two offices can change places.
        string? Replaced(JsonNode? node, List<string> codes)
        {
            if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
                return null;
            var text = value.GetValue<string>();
            var result = new StringBuilder();
            for (var at = 0; at < text.Length;)
            {
                var (code, literal) = codes.Where(offices.ContainsKey).Select(code => (code, FeelQuote.Text(code))).FirstOrDefault(pair => string.CompareOrdinal(text, at, pair.Item2, 0, pair.Item2.Length) == 0);
                result.Append(code is null ? text[at] : FeelQuote.Text(offices[code].Code));
                at += code is null ? 1 : literal.Length;
            }
            return result.ToString() is var changed && changed != text ? changed : null;
        }
    }

    private static void Systems(JsonObject mapping, IReadOnlyDictionary<string, string> systems, List<MappedName> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var targets = (mapping["targets"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        // Those that keep their name have it first.
        taken.UnionWith(targets.Select(target => target["system"]?.ToString() ?? "").Where(system => !systems.ContainsKey(system)));
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i]["system"]?.ToString() is not { Length: > 0 } from)
                continue;
            var to = systems.GetValueOrDefault(from);
            var free = to is not null && taken.Add(to);
            names.Add(new MappedName(MappedKind.System, "mapping.json", $"$.targets[{i}].system", from, free ? to : null, to is null || free ? null : $"「{to}」にはすでに別の送り先があります。"));
            if (free)
                targets[i]["system"] = to;
        }
    }

    /// <summary>Whether the expression uses the table: its id stands there as a word of its own.</summary>
    private static bool Names(string expression, string id)
    {
        for (var at = id.Length == 0 ? -1 : expression.IndexOf(id, StringComparison.Ordinal); at >= 0; at = expression.IndexOf(id, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !IsWord(expression[at - 1])) && (at + id.Length == expression.Length || !IsWord(expression[at + id.Length])))
                return true;
        return false;

        static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> bytes) => (JsonObject)JsonNode.Parse((bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).Span)!;
}
