package cloudjar.services.lambda;

import cloudjar.api.lambda.GetLayerVersionResponse;

/** A version of a layer, as AWS shows it, with its content. */
record LayerVersion(GetLayerVersionResponse shown, Code.Zip code) {}
