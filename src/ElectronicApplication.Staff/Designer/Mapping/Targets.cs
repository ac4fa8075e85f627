using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The targets of a mapping that may not work yet.</summary>
internal static class Targets
{
    public static IEnumerable<JsonObject> Of(DefinitionTree tree) => ElementJson.Objects(tree.Mapping?["targets"]);

    private static Dictionary<string, ReadOnlyMemory<byte>> Layouts(DefinitionTree tree) => tree.Neighbours
        .Where(file => file.Key.EndsWith(".layout.json", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Value.ToJsonString()));

    /// <summary>One target compiled by itself, so that a mistake in another does not hide it; the places are those inside its data.</summary>
    public static (MappingTarget? Target, IReadOnlyList<(string Place, string Message)> Problems) Compile(DefinitionTree tree, FormPlan plan, int index)
    {
        try
        {
            var alone = new JsonObject { ["targets"] = new JsonArray(Of(tree).ElementAt(index).DeepClone()), ["codes"] = tree.Mapping?["codes"]?.DeepClone() };
            return (MappingPlan.Compile(Encoding.UTF8.GetBytes(alone.ToJsonString()), plan, Layouts(tree)).Targets[0], []);
        }
        catch (DefinitionException e)
        {
            const string data = "$.targets[0].data";
            return (null, [.. e.Problems.Select(p => (p.Path.StartsWith(data, StringComparison.Ordinal) ? p.Path[data.Length..] : "", p.MessageJa))]);
        }
    }
}
