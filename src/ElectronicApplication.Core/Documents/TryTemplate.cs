using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Documents;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <summary>A template drawn for a made-up applicant, before anybody publishes it; without seal, number and signature.</summary>
public sealed class TryTemplate(DocumentRenderer renderer, IOptions<DocumentOptions> options, TimeProvider time)
{
    /// <param name="appeal">What procedure.json holds under <c>appeal</c>.</param>
    public Result<byte[]> Draw(DocumentDefinition definition, FormPlan plan, JsonObject answers, JsonNode? appeal)
    {
        var facts = DocumentFacts.Example(plan.Procedure, definition, JapanTime.Today(time), options.Value.Municipality, options.Value.Head, CompiledTemplates.AppealOf(appeal));
        var content = DocumentPlan.Compile(definition, plan).Compose(answers, facts);
        return renderer.Draw([new(content, $"{options.Value.PortalUrl}/verify/…", null)], time.GetUtcNow().ToOffset(JapanTime.Offset), _ => [], "見本（架空の申請者）");
    }
}
