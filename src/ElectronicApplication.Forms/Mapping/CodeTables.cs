using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Definitions;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>The key <c>codes</c> of mapping.json: what the form calls something, and what the target calls it. <c>{"sex": {"1": "M", "2": "F"}}</c>; "*" is for all others.</summary>
internal sealed class CodeTables
{
    public static readonly CodeTables None = new();

    private const string Others = "*";

    private readonly Dictionary<string, Dictionary<string, string>> _tables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Dictionary<string, string>> All => _tables;

    public static CodeTables Read(DefinitionReader json)
    {
        var read = new CodeTables();
        if (json.Copy("codes") is not { } node)
            return read;
        if (node is not JsonObject tables)
        {
            json.Problem("codes", "「codes」は { } で囲み、表の名前ごとに書いてください。", "'codes' must be an object in { } with a member for each table.");
            return read;
        }
        foreach (var (name, table) in tables)
        {
            if (table is not JsonObject rows || rows.Any(row => row.Value?.GetValueKind() is not JsonValueKind.String))
                json.Problem($"codes.{name}", "コード表は {\"様式の値\": \"送り先のコード\"} の形で、どちらも文字列で書いてください。", "Write a table as {\"value of the form\": \"code of the target\"}, both as strings.");
            else
                read._tables[name] = rows.ToDictionary(row => row.Key, row => row.Value!.GetValue<string>(), StringComparer.Ordinal);
        }
        return read;
    }

    public bool Has(string table) => _tables.ContainsKey(table);

    public bool Knows(string table, string value) => _tables[table].ContainsKey(value) || _tables[table].ContainsKey(Others);

    /// <exception cref="ItemException">There is no such table, or it has no such value.</exception>
    public string Code(string table, string value)
    {
        if (!_tables.TryGetValue(table, out var rows))
            throw new ItemException($"コード表「{table}」がありません。mapping.json の codes に書いてください。", $"There is no code table '{table}'. Write it into 'codes' of mapping.json.");
        return rows.TryGetValue(value, out var code) || rows.TryGetValue(Others, out code) ? code
            : throw new ItemException($"コード表「{table}」に、申請の値に当たる行がありません。表に加えてください。", $"The code table '{table}' has no row for the value. Add it.");
    }
}
