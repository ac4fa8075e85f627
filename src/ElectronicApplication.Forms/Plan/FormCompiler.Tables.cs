using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Forms.Plan;

/// <summary>Decision tables of the form and of the procedure: names like any other.</summary>
internal sealed partial class FormCompiler
{
    private readonly Dictionary<string, PlanTable> _tables = new(StringComparer.Ordinal);

    private void DeclareTables()
    {
        var tables = new List<PlanTable>();
        Declare(_form.Tables, FormFile);
        Declare(_procedure.Tables, ProcedureFile);
        Tables = [.. tables];

        void Declare(IReadOnlyList<TableDefinition> definitions, string file)
        {
            for (var i = 0; i < definitions.Count; i++)
                if (Declared(definitions[i], $"$.tables[{i}]", file) is { } table)
                    tables.Add(table);
        }
    }

    private PlanTable? Declared(TableDefinition definition, string path, string file)
    {
        var id = definition.Id;
        if (!IsId(id))
            ReportId($"{path}.id", id, file);
        else if (Reserved.Contains(id))
            Report($"{path}.id", $"「{id}」は式の中で別の意味を持つため、識別名に使えません。別の名前にしてください。", $"'{id}' means something else in expressions. Choose another id.", file);
        else if (_byId.ContainsKey(id) || _tables.ContainsKey(id))
            Report($"{path}.id", $"識別名「{id}」はほかでも使われています。別の名前にしてください。", $"The id '{id}' is used elsewhere as well. Choose another.", file, "duplicate-id");
        else if (definition.Group is { } name && (_byId.GetValueOrDefault(name) is not { Type: FieldType.Group } || file != FormFile))
            Report($"{path}.group", $"「{name}」という繰り返しはありません。form.json の繰り返しの識別名を書いてください。", $"There is no group '{name}'. Write the id of a group of form.json.", file);
        else
        {
            var group = definition.Group is null ? null : _byId[definition.Group];
            PlanTable? table = null;
            var symbol = (group is null ? Scope : _rowScopes[group]).Declare(id, () => TypeOf(table!));
            table = new PlanTable(definition, path, file, group, symbol.Slot);
            return _tables[id] = table;
        }
        return null;
    }

    private FeelType TypeOf(PlanTable table)
    {
        CompileTable(table);
        return table.Decision?.Type ?? FeelType.Any;
    }

    private void CompileTable(PlanTable table)
    {
        if (_tried.Contains(table) || IsTooDeep(table.JsonPath, table.File) || !_inferring.Add(table))
            return;
        var scope = table.Group is null ? Scope : _rowScopes[table.Group];
        if (TableDefinitions.Of(table.Definition, name => _byId.GetValueOrDefault(name), (place, ja, en) => Report(table.JsonPath + place, ja, en, table.File)) is { } definition)
        {
            var (decision, findings) = DecisionTable.Compile(definition, scope);
            table.Findings = findings;
            foreach (var finding in findings)
                if (finding.Severity == TableSeverity.Error)
                    Report(table.JsonPath + TableDefinitions.Place(finding), finding.Cause.Ja + finding.Remedy.Ja, $"{finding.Cause.En} {finding.Remedy.En}", table.File, finding.Code);
            table.Decision = decision;
            SlotsNeeded = Math.Max(SlotsNeeded, decision?.SlotsNeeded ?? 0);
        }
        _inferring.Remove(table);
        _tried.Add(table);
    }

    private static IReadOnlyList<string> NamesOf(PlanTable table) => table.Decision?.Names ?? [];
}
