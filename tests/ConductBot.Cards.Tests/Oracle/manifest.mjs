// Does the app manifest fit the schema of its own version? Microsoft's package carries the schemas.
import { createRequire } from 'node:module';

const { AppManifestUtils, TeamsManifestConverter } = createRequire(import.meta.url)('@microsoft/app-manifest');

export async function judge(manifest) {
  const problems = (await AppManifestUtils.validateAgainstSchema(manifest)).map((problem) =>
    typeof problem === 'string' ? problem : JSON.stringify(problem),
  );
  try {
    TeamsManifestConverter.jsonToManifest(JSON.stringify(manifest));
  } catch (error) {
    problems.push(error.message);
  }
  return { problems };
}
